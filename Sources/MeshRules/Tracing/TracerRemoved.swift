import IstioSchema
import Validation

extension Rule {
    package static let tracerRemoved = Rule(
        "tracer-removed", .warning, .ignored, in: .meshConfig,
        needs: ["defaultProviders", "defaultConfig", "extensionProviders"],
        summary: "spans go to a tracer that the release has no code for",
        rationale: """
            OpenCensus and Stackdriver get no spans from 1.23 on, as tracers of defaultConfig.tracing OpenCensus from 1.25 \
            on. Lightstep is worse: from 1.27 on istiod has no function for it and calls it all the same, so that choosing \
            the provider by defaultProviders.tracing crashes istiod when it next builds listeners. As tracer of \
            defaultConfig.tracing it goes into the bootstrap of every proxy, though Envoy dropped it in 1.24 (Istio \
            1.16). All of them take OpenTelemetry.
            """,
        fix: "Use opentelemetry; Lightstep and the collectors of the others listen for OTLP on port 4317.",
        sources: [
            .istio("configureFromProviderConfig"), .istio("buildHCMTracing"),
            .istio("tools/packaging/common/envoy_bootstrap.json"), .envoy("release 1.24, pull request 21370"),
        ],
        releases: .since(.v1_23),
        examples: [
            .valid(
                "OpenTelemetry",
                """
                extensionProviders:
                  - name: ls
                    opentelemetry: {service: ls.obs.svc.cluster.local, port: 4317}
                """),
            .valid(
                "Lightstep as long as it worked",
                """
                extensionProviders:
                  - name: ls
                    lightstep: {service: ls.obs.svc.cluster.local, port: 8080, accessToken: t}
                """, in: .v1_26),
            .invalid(
                "defined",
                """
                extensionProviders:
                  - name: ls
                    lightstep: {service: ls.obs.svc.cluster.local, port: 80}  # ✗ gets no spans from Istio 1.27 on
                  - name: oc
                    opencensus: {service: oc.obs.svc.cluster.local, port: 55678}  # ✗ gets no spans from Istio 1.23 on
                """),
            .invalid(
                "selected",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [stackdriver]  # ✗ gets no spans from Istio 1.23 on
                """),
            .valid(
                "OpenCensus in the bootstrap as long as it worked",
                "defaultConfig: {tracing: {openCensusAgent: {address: \"oc.obs:55678\"}}}", in: .v1_24),
            .invalid(
                "in the bootstrap",
                """
                defaultConfig:
                  tracing:
                    openCensusAgent: {address: "oc.obs:55678"}  # ✗ gets no spans from Istio 1.25 on
                """),
            .invalid(
                "Stackdriver in the bootstrap",
                """
                defaultConfig:
                  tracing:
                    stackdriver: {debug: true}  # ✗ gets no spans from Istio 1.23 on
                """, in: .v1_23),
            .invalid(
                "Lightstep in the bootstrap",
                """
                defaultConfig:
                  tracing:
                    lightstep: {address: "ls.obs:8080", accessToken: t}  # ✗ must not be lightstep: Envoy dropped it in 1.24 (Istio 1.16)
                """, in: .v1_23),
            .invalid(
                "Lightstep, selected",
                """
                defaultProviders:
                  metrics: [prometheus]
                  tracing: [ls]  # ✗ must not be of type lightstep: istiod 1.27 and later crash on it
                extensionProviders:
                  - name: ls
                    lightstep: {service: ls.obs.svc.cluster.local, port: 80}
                """),
        ]
    ) { mesh, report in
        if let first = report.defaultProviders(of: mesh).tracing.first {
            if first.type == .lightstep, report.version >= .v1_27 {
                report.add(
                    "must not be of type lightstep: istiod 1.27 and later crash on it", at: first.name,
                    severity: .error)
                return
            }
            if first.type == .stackdriver { report.add("gets no spans from Istio 1.23 on", at: first.name) }
        }
        if let tracing = mesh.message("defaultConfig")?.message("tracing"), let tracer = tracing.writtenTracer {
            if tracer.shape.name == "stackdriver" {
                report.add("gets no spans from Istio 1.23 on", atKeyOf: tracing.place(ofFieldNamed: tracer.shape.name))
            } else if tracer.shape.name == "openCensusAgent", report.version >= .v1_25 {
                report.add("gets no spans from Istio 1.25 on", atKeyOf: tracing.place(ofFieldNamed: tracer.shape.name))
            } else if tracer.shape.name == "lightstep" {
                report.add(
                    "must not be lightstep: Envoy dropped it in 1.24 (Istio 1.16)",
                    atKeyOf: tracing.place(ofFieldNamed: tracer.shape.name))
            }
        }
        for entry in report.providers(of: mesh).written {
            if let opencensus = entry.settings(of: .opencensus) {
                report.add("gets no spans from Istio 1.23 on", at: opencensus)
            } else if report.version >= .v1_27, let lightstep = entry.settings(of: .lightstep) {
                report.add("gets no spans from Istio 1.27 on", at: lightstep)
            }
        }
    }
}
