import IstioSchema
import Validation

extension Rule {
    package static let proxyDefaultsChanged = Rule(
        "proxy-defaults-changed", .note, .advice, change: .mesh,
        summary: "defaultConfig changes, which pods take over when they are made",
        rationale: """
            The injector writes defaultConfig into each pod when it is made. Pods that run keep what they have, and \
            both configurations are in use until the last of them is gone.
            """,
        fix: "Restart the workloads when it must hold for all: kubectl rollout restart.",
        sources: [
            .istio("sidecar injection template, PROXY_CONFIG"),
            .api("mesh/v1alpha1/config.proto MeshConfig.default_config"),
        ],
        examples: [
            .valid(
                "the same in other words, and in another order",
                "defaultConfig: {drainDuration: 1m, tracing: {sampling: 1.50}, proxyMetadata: {A: a, B: b}}",
                old: "defaultConfig: {proxyMetadata: {B: b, A: a}, tracing: {sampling: 1.5}, drainDuration: 60s}"),
            .invalid(
                "one setting",
                "defaultConfig: {drainDuration: 60s}  # ✗ reaches only pods made from now on: drainDuration",
                old: "defaultConfig: {drainDuration: 45s}"),
            .invalid(
                "several, some by leaving them out",
                "defaultConfig: {proxyMetadata: {A: b}}  # ✗ reaches only pods made from now on: concurrency, drainDuration, proxyMetadata",
                old: "defaultConfig: {drainDuration: 60s, concurrency: 2}"),
        ]
    ) { change, report in
        guard let (old, new) = change.messages, let before = old.message("defaultConfig"),
            let after = new.message("defaultConfig")
        else { return }
        // image-type-changed speaks of the image.
        let changed = before.fieldsChanged(to: after).filter { $0 != "image" }
        guard !changed.isEmpty else { return }
        let names = changed.sorted().prefix(3).joined(separator: ", ") + (changed.count > 3 ? ", …" : "")
        report.add(
            "reaches only pods made from now on: \(names)",
            atKeyOf: new.isWritten("defaultConfig") ? new.place(of: "defaultConfig") : new.here)
    }
}
