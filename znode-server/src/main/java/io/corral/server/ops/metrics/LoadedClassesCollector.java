package io.corral.server.ops.metrics;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.lang.management.ClassLoadingMXBean;
import java.util.List;

/** The number of loaded classes by the name that it had in the release of the library which ZooKeeper uses. */
public final class LoadedClassesCollector extends Collector {

    private final ClassLoadingMXBean classes;

    /** A collector to register once, beside the library's own of the Java process. */
    public LoadedClassesCollector(ClassLoadingMXBean classes) {
        this.classes = classes;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        return List.of(new GaugeMetricFamily(
                "jvm_classes_loaded",
                "The number of classes that are currently loaded in the JVM",
                classes.getLoadedClassCount()));
    }
}
