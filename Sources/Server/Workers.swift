import CLinux

/// How many loops to run.
package enum Workers {
    /// Cores that this process may use: those of its affinity, or of the quota of its cgroup if that is less; at least 1.
    package static func count() -> Int {
        let cores = Int(clinux_core_count())
        return count(cores: cores) { path in
            (try? FileDescriptor.contents(ofFile: path)).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The count for a number of cores and the files of cgroup v2 or v1, as `read` gives them.
    ///
    /// A quota of half a core or a part beyond a whole one gets a loop: a loop that waits costs nothing.
    static func count(cores: Int, read: (String) -> String?) -> Int {
        let quota = quotaVersion2(read) ?? quotaVersion1(read) ?? .infinity
        guard quota.isFinite, quota > 0 else { return max(1, cores) }
        return max(1, min(cores, Int(quota.rounded(.up).clamped(to: 1...4096))))
    }

    /// `/proc/self/cgroup` names the group, which is the root of the mount inside a container's own namespace.
    private static func quotaVersion2(_ read: (String) -> String?) -> Double? {
        let group = (read("/proc/self/cgroup") ?? "").split(separator: "\n").first { $0.hasPrefix("0::") }?.dropFirst(3)
        var quota: Double?
        var path = group.map(String.init) ?? "/"
        // Each group above limits too.
        while true {
            if let text = read("/sys/fs/cgroup\(path == "/" ? "" : path)/cpu.max") {
                let parts = text.split { $0 == " " || $0 == "\n" }
                if parts.count == 2, let time = Double(parts[0]), let period = Double(parts[1]), period > 0 {
                    quota = min(quota ?? .infinity, time / period)
                } else {
                    quota = quota ?? .infinity
                }
            }
            guard path != "/", !path.isEmpty, let slash = path.lastIndex(of: "/") else { return quota }
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        }
    }

    private static func quotaVersion1(_ read: (String) -> String?) -> Double? {
        for folder in ["/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"] {
            guard let time = number(read("\(folder)/cpu.cfs_quota_us")),
                let period = number(read("\(folder)/cpu.cfs_period_us")), period > 0
            else { continue }
            return time > 0 ? time / period : .infinity
        }
        return nil
    }

    private static func number(_ text: String?) -> Double? {
        guard let text else { return nil }
        return Double(text.prefix { $0 != "\n" })
    }
}

extension Double {
    fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
        min(max(self, range.lowerBound), range.upperBound)
    }
}
