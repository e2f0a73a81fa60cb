package io.corral.programs.dubbo;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcException;

/**
 * Consumes a {@link Greeter}. Argument: the registry's address. For every line of its input it calls some times, round robin, and
 * prints "greeted by" and all who answered, in order.
 */
final class ConsumerMain {
    private static final int CALLS = 20;

    private ConsumerMain() {}

    /** Runs until the end of the input. */
    public static void main(String[] arguments) throws Exception {
        ReferenceConfig<Greeter> reference = new ReferenceConfig<>();
        reference.setInterface(Greeter.class);
        reference.setCheck(false);
        reference.setLoadbalance("roundrobin");
        DubboBootstrap.getInstance()
                .application("greeting-consumer")
                .registry(new RegistryConfig(arguments[0]))
                .reference(reference)
                .start();
        Greeter greeter = reference.get();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println("greeted by " + String.join(",", ask(greeter)));
        }
        DubboBootstrap.getInstance().stop();
    }

    private static Set<String> ask(Greeter greeter) {
        Set<String> answers = new TreeSet<>();
        for (int call = 0; call < CALLS; call++) {
            try {
                answers.add(greeter.greet());
            } catch (RpcException nobodyAnswers) {
                answers.add("nobody");
            }
        }
        return answers;
    }
}
