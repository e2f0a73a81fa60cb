package io.corral.server.status;

import io.corral.server.status.Metric.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * ZooKeeper's metrics that have no meaning here, such as the queues between its processors: shown as 0, so that dashboards and
 * alerts made for ZooKeeper find them.
 */
final class UnmeasuredMetrics {

    private static final List<String> COUNTERS = List.of(
            "add_dead_watcher_stall_time",
            "dead_watchers_cleared",
            "dead_watchers_queued",
            "diff_count",
            "digest_mismatches_count",
            "learner_commit_received_count",
            "learner_proposal_received_count",
            "outstanding_changes_queued",
            "outstanding_changes_removed",
            "prep_processor_request_queued",
            "quit_leading_due_to_disloyal_voter",
            "request_commit_queued",
            "requests_not_forwarded_to_commit_processor",
            "response_packet_cache_hits",
            "response_packet_cache_misses",
            "response_packet_get_children_cache_hits",
            "response_packet_get_children_cache_misses",
            "revalidate_count",
            "skip_learner_request_to_next_processor_count",
            "stale_replies",
            "stale_requests",
            "sync_processor_request_queued",
            "unrecoverable_error_count");

    private static final List<String> SUMMARIES = List.of(
            "commit_commit_proc_req_queued",
            "concurrent_request_processing_in_commit_processor",
            "follower_sync_time",
            "inflight_diff_count",
            "inflight_snap_count",
            "learner_request_processor_queue_size",
            "netty_queued_buffer_capacity",
            "observer_sync_time",
            "pending_session_queue_size",
            "prep_process_time",
            "prep_processor_queue_size",
            "proposal_process_time",
            "read_commit_proc_issued",
            "read_commit_proc_req_queued",
            "reads_after_write_in_session_queue",
            "reads_issued_from_session_queue",
            "requests_in_session_queue",
            "session_queues_drained",
            "socket_closing_time",
            "startup_txns_load_time",
            "startup_txns_loaded",
            "sync_process_time",
            "sync_processor_batch_size",
            "sync_processor_queue_size",
            "time_waiting_empty_pool_in_commit_processor_read_ms",
            "write_batch_time_in_commit_processor",
            "write_commit_proc_issued",
            "write_commit_proc_req_queued");

    private static final List<String> DETAILED_SUMMARIES = List.of(
            "close_session_prep_time",
            "commit_propagation_latency",
            "dead_watchers_cleaner_latency",
            "local_write_committed_time_ms",
            "om_commit_process_time_ms",
            "om_proposal_process_time_ms",
            "prep_processor_queue_time_ms",
            "propagation_latency",
            "proposal_ack_creation_latency",
            "read_commitproc_time_ms",
            "read_final_proc_time_ms",
            "server_write_committed_time_ms",
            "sync_processor_queue_and_flush_time_ms",
            "sync_processor_queue_time_ms",
            "write_commitproc_time_ms");

    private static final List<String> SUMMARIES_BY_KEY = List.of("learner_handler_qp_size");

    private static final List<String> DETAILED_SUMMARIES_BY_KEY = List.of("ack_latency", "learner_handler_qp_time_ms");

    private UnmeasuredMetrics() {}

    /** Adds those that are not there already. */
    static void addTo(List<Metric> metrics) {
        Set<String> present = new HashSet<>();
        metrics.forEach(metric -> present.add(metric.name()));
        missing(COUNTERS, present).forEach(name -> metrics.add(new Metric.Single(name, Kind.COUNTER, 0, true)));
        missing(SUMMARIES, present).forEach(name -> metrics.add(new Metric.Counted(name, false, Amounts.NONE)));
        missing(DETAILED_SUMMARIES, present).forEach(name -> metrics.add(new Metric.Counted(name, true, Amounts.NONE)));
        missing(SUMMARIES_BY_KEY, present).forEach(name -> metrics.add(new Metric.CountedByKey(name, false, Map.of())));
        missing(DETAILED_SUMMARIES_BY_KEY, present)
                .forEach(name -> metrics.add(new Metric.CountedByKey(name, true, Map.of())));
    }

    private static List<String> missing(List<String> names, Set<String> present) {
        return names.stream().filter(name -> !present.contains(name)).toList();
    }
}
