/// How istio-cni treats pods that came up before it was ready.
enum CNIRepair {
    /// The settings that turn a way on, the first that is true first.
    ///
    /// Source: cni/pkg/repair/repaircontroller.go `ReconcilePod`.
    static let ways = ["REPAIR_REPAIR_PODS", "REPAIR_DELETE_PODS", "REPAIR_LABEL_PODS"]
}
