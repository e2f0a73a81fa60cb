package io.corral.server.status;

import io.corral.server.status.Metric.Kind;
import java.util.List;

/** The metrics of the steps that requests and elections take, and of the Raft log. */
final class StepMetrics {

    private final List<Metric> metrics;

    private StepMetrics(List<Metric> metrics) {
        this.metrics = metrics;
    }

    static void addTo(List<Metric> metrics, ServerStatus status) {
        StepMetrics steps = new StepMetrics(metrics);
        steps.requests(status.timings());
        steps.rare(status.timings().rare());
        steps.events(status.timings().counts());
        steps.standing(status);
        steps.log(status);
    }

    private void requests(TimingStatus timings) {
        durations("readlatency", true, timings.read());
        durations("updatelatency", true, timings.update());
        durations("quorum_ack_latency", true, timings.commit());
        durations("proposal_latency", true, timings.commit());
        durations("fsynctime", false, timings.fsync());
        durations("sync_processor_queue_flush_time_ms", true, timings.fsync());
        durations("commit_process_time", false, timings.apply());
        durations("write_final_proc_time_ms", true, timings.apply());
        durations("snapshottime", false, timings.snapshot());
        durations("corral_log_force_time", true, timings.fsync());
        durations("corral_apply_time", true, timings.apply());
    }

    private void rare(RareTimes rare) {
        durations("election_time", false, rare.election());
        durations("unavailable_time", false, rare.election());
        durations("leader_unavailable_time", false, rare.election());
        durations("dbinittime", false, rare.restore());
        durations("startup_snap_load_time", false, rare.restore());
        durations("restore_time", false, rare.copies());
        durations("jvm_pause_time_ms", true, rare.pauses());
    }

    private void events(TimingStatus.EventCounts counts) {
        counter("proposal_count", counts.proposals());
        counter("commit_count", counts.commits());
        counter("looking_count", counts.elections());
        counter("snap_count", counts.snapshots());
        counter("stale_sessions_expired", counts.sessionsExpired());
        counter("corral_reads", counts.reads());
        counter("corral_writes", counts.writes());
        counter("corral_leader_changes", counts.leaderChanges());
        counter("corral_slow_log_forces", counts.slowForces());
    }

    private void standing(ServerStatus status) {
        Standing standing = status.standing();
        gauge("corral_serving", status.serving() ? 1 : 0);
        gauge("corral_writes_refused", standing.writes().refused() ? 1 : 0);
        gauge("corral_disk_writable", standing.writes().disk().isWritable() ? 1 : 0);
        gauge("corral_raft_term", standing.term());
        gauge("corral_raft_leader_id", standing.leaderId());
        gauge("corral_heap_used_bytes", status.host().heapUsedBytes());
        gauge("corral_heap_max_bytes", status.host().heapMaxBytes());
    }

    private void log(ServerStatus status) {
        LogStatus log = status.log();
        gauge("corral_raft_first_index", log.firstIndex());
        gauge("corral_raft_last_index", log.lastIndex());
        gauge("corral_raft_commit_index", log.commitIndex());
        gauge("corral_raft_applied_index", log.appliedIndex());
        gauge("corral_raft_snapshot_index", log.lastSnapshotIndex());
        gauge("corral_lag_entries", log.lag().entries());
        gauge("corral_lag_millis", log.lag().millis());
        gauge("corral_log_disk_bytes", status.host().logDirBytes());
        gauge("corral_snapshot_disk_bytes", status.host().dataDirBytes());
    }

    private void durations(String name, boolean detailed, Distribution values) {
        metrics.add(new Metric.Durations(name, detailed, values));
    }

    private void gauge(String name, long value) {
        metrics.add(new Metric.Single(name, Kind.GAUGE, value, true));
    }

    private void counter(String name, long value) {
        metrics.add(new Metric.Single(name, Kind.COUNTER, value, true));
    }
}
