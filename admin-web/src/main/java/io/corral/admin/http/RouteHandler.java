package io.corral.admin.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request and writes its reply. */
final class RouteHandler extends Handler.Abstract.NonBlocking {

    private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);

    private static final long ANSWER_WITHIN_SECONDS = 10;

    /** Nothing is loaded from elsewhere, nothing is framed, nothing is kept: what is shown is a moment. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private final RouteTable routes;
    private final Executor bulkThreads;

    /** @param bulkThreads run the routes that may block; refuse when too many of them do */
    RouteHandler(RouteTable routes, Executor bulkThreads) {
        this.routes = routes;
        this.bulkThreads = bulkThreads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (HttpMethod.TRACE.is(request.getMethod())) {
            response.setStatus(HttpStatus.FORBIDDEN_403);
            callback.succeeded();
            return true;
        }
        Optional<BulkRoute> bulk = routes.findBulk(path(request));
        if (bulk.isPresent()) {
            answerApart(bulk.get(), request, response, callback);
            return true;
        }
        callback.completeWith(reply(request)
                .orTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)
                .exceptionally(failure -> failed(request, failure))
                .thenCompose(reply -> Callback.Completable.with(written -> write(reply, response, written))));
        return true;
    }

    /** Streams are copied at the pace of the other side, so on threads that nothing else waits for. */
    private void answerApart(BulkRoute route, Request request, Response response, Callback callback) {
        try {
            bulkThreads.execute(() -> answer(route, request, response, callback));
        } catch (RejectedExecutionException e) {
            Reply busy = Reply.text(503, "Too many copies are on their way. Ask again later.\n");
            callback.completeWith(Callback.Completable.with(written -> write(busy, response, written)));
        }
    }

    private static void answer(BulkRoute route, Request request, Response response, Callback callback) {
        Query query = new Query(path(request), parameters(request), accept(request));
        try {
            route.answer(new JettyExchange(request, response, query, HEADERS));
            callback.succeeded();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} could not be answered.", request.getHttpURI(), e);
            callback.failed(e);
        }
    }

    private static String path(Request request) {
        return Objects.requireNonNullElse(Request.getPathInContext(request), "/");
    }

    private CompletableFuture<Reply> reply(Request request) {
        String method = request.getMethod();
        if (!HttpMethod.GET.is(method) && !HttpMethod.HEAD.is(method)) {
            return CompletableFuture.completedFuture(Reply.text(405, "Only GET is answered here.\n"));
        }
        String path = path(request);
        Route route = routes.find(path).orElse(null);
        if (route == null) {
            return CompletableFuture.completedFuture(Reply.text(404, "Nothing is answered under " + path + "\n"));
        }
        try {
            return route.answer(new Query(path, parameters(request), accept(request)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String accept(Request request) {
        @Nullable String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return accept == null ? "" : accept;
    }

    private static Map<String, List<String>> parameters(Request request) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (Fields.Field field : Request.extractQueryParameters(request)) {
            parameters.put(field.getName(), field.getValues());
        }
        return parameters;
    }

    private static Reply failed(Request request, Throwable failure) {
        LOG.warn("{} could not be answered.", request.getHttpURI(), failure);
        return Reply.text(500, "This could not be answered; the reason is in the log of the server.\n");
    }

    private static void write(Reply reply, Response response, Callback callback) {
        response.setStatus(reply.status());
        HEADERS.forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
    }
}
