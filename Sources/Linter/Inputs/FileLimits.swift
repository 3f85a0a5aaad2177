import Documents

extension DocumentLimits {
    /// What is read of one document of a file that somebody has checked: an export of a cluster is a List of all that it
    /// runs, some 300 values a workload.
    ///
    /// What Istio reads of it is judged under ``standard``, as the webhook judges it. Two million values take half a GiB
    /// and a few seconds.
    static let ofFiles: DocumentLimits = {
        var limits = DocumentLimits()
        limits.maximumBytes = 64 << 20
        limits.maximumNodes = 2_000_000
        limits.maximumExpandedNodes = 4_000_000
        limits.maximumWork = 100_000_000
        return limits
    }()
}

extension YAMLError {
    /// Why a document could not be checked, on a line.
    var reason: String {
        switch kind {
        case .syntax: "cannot be read as YAML: \(problem.onOneLine)"
        case .limit: "cannot be checked, because of a limit of Sekisho: \(problem.onOneLine)"
        }
    }
}
