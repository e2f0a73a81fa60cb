package io.corral.admin.http;

import java.util.Comparator;
import java.util.List;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.Connector;

/**
 * Makes room on a port that is full: whoever comes takes the place of the connection that has been silent for longest. So nobody keeps
 * others out by holding connections, whether they say nothing or a little now and then: a newcomer asks its question long before it is
 * the most silent one. Thread-safe.
 */
final class RoomForNewcomers implements Connection.Listener {
    private final Connector connector;
    private final int places;

    /** @param places connections that may be open at a time */
    RoomForNewcomers(Connector connector, int places) {
        this.connector = connector;
        this.places = places;
    }

    @Override
    public void onOpened(Connection connection) {
        List<AbstractEndPoint> open = connector.getConnectedEndPoints().stream()
                .filter(AbstractEndPoint.class::isInstance)
                .map(AbstractEndPoint.class::cast)
                .filter(AbstractEndPoint::isOpen)
                .toList();
        if (open.size() > places) {
            open.stream().max(Comparator.comparingLong(IdleTimeout::getIdleFor)).ifPresent(AbstractEndPoint::close);
        }
    }
}
