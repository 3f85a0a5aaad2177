import IstioSchema
import Testing
import Validation

@testable import MeshRules

@Suite("The mesh configuration of an installation") struct TracingDefaultsTests {
    /// What the istio-discovery chart renders without any value, the same from 1.22 to 1.31.
    static let chart = """
        defaultConfig:
          discoveryAddress: istiod.istio-system.svc:15012
        defaultProviders:
          metrics:
          - prometheus
        enablePrometheusMerge: true
        rootNamespace: istio-system
        trustDomain: cluster.local
        """

    static let chapters: [RuleChapter] = [.retries, .tracing, .providers]
    static let versions = IstioVersion.allCases.filter { $0 >= .v1_24 }

    private func ids(_ text: String, _ version: IstioVersion) -> [String] {
        let validator = Validator(rules: Self.chapters.flatMap(\.rules), version: version)
        return validator.report(on: MeshDocument(.mesh, .text(text))).diagnostics.map(\.id.text)
    }

    @Test(arguments: versions)
    func `says nothing by default`(_ version: IstioVersion) {
        #expect(ids(Self.chart, version) == [])
    }

    @Test(arguments: versions)
    func `speaks of tracing only in the demo profile`(_ version: IstioVersion) {
        let demo = Self.chart + "\n" + DefaultInstallTests.demoMesh
        #expect(ids(demo, version) == ["enable-tracing-missing", "tracing-provider-not-selected"])
    }
}
