import IstioSchema
import Validation

extension Rule {
    package static let prometheusMergeOff = Rule(
        "prometheus-merge-off", .note, .advice, in: .meshConfig, needs: ["enablePrometheusMerge"],
        summary: "enablePrometheusMerge is false",
        rationale: """
            Pods that are injected lose the annotations by which Prometheus scrapes the metrics of proxy and \
            application in one, in plain text on port 15020. Behind strict mTLS the application's own port cannot be \
            scraped that way.
            """,
        fix: "Leave it out, unless a PodMonitor with the mesh's certificates scrapes each port.",
        sources: [.api("MeshConfig.enablePrometheusMerge")],
        examples: [
            .valid("the default", "enablePrometheusMerge: true"),
            .invalid("off", "enablePrometheusMerge: false  # ✗ takes the merged metrics of port 15020 from Prometheus"),
        ]
    ) { mesh, report in
        guard let merge = mesh.bool("enablePrometheusMerge"), merge.isWritten, !merge.value else { return }
        report.add("takes the merged metrics of port 15020 from Prometheus", at: merge)
    }
}
