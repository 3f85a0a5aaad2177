import Foundation
import Testing

@testable import IstioSchema

/// The registry of environment variables, held against what was read from Istio's source of each release.
@Suite("Environment variables") struct EnvironmentVariableTests {
    let facts: EnvironmentFacts

    init() throws { facts = try EnvironmentFacts.read() }

    @Test("are those of the facts, each once") func names() {
        let names = EnvironmentVariables.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(names) == Set(facts.variables.keys))
    }

    @Test("exist in the releases of the facts", arguments: IstioVersion.allCases)
    func releases(_ version: IstioVersion) throws {
        for (name, fact) in facts.variables {
            let variable = try #require(EnvironmentVariables.named(name))
            #expect(variable.exists(in: version) == fact.span.holds(version), "\(name) in \(version)")
        }
    }

    @Test("have the types and defaults of the facts", arguments: IstioVersion.allCases)
    func types(_ version: IstioVersion) throws {
        for (name, fact) in facts.variables where fact.span.holds(version) {
            let variable = try #require(EnvironmentVariables.named(name))
            #expect("\(variable.type(in: version))" == fact.type(in: version), "\(name) in \(version)")
            #expect(variable.defaultText(in: version) == fact.defaultText(in: version), "\(name) in \(version)")
        }
    }

    @Test("are linked into the binaries of the facts", arguments: IstioVersion.allCases)
    func binaries(_ version: IstioVersion) throws {
        let names: [(EnvironmentVariable.Binary, String)] = [
            (.agent, "pilot-agent"), (.discovery, "pilot-discovery"), (.installCNI, "install-cni"),
            (.cniPlugin, "istio-cni"),
        ]
        for (name, fact) in facts.variables {
            let variable = try #require(EnvironmentVariables.named(name))
            for (binary, key) in names {
                let span = fact.binaries[key]
                let isLinked = span.map { $0.holds(version) && fact.span.holds(version) } ?? false
                #expect(variable.isLinked(into: binary, in: version) == isLinked, "\(name) in \(key) of \(version)")
            }
        }
    }

    @Test("of pilot/pkg/features, and no others, are in its area") func areas() throws {
        for (name, fact) in facts.variables {
            let variable = try #require(EnvironmentVariables.named(name))
            let isFeature = fact.packages == ["pilot/pkg/features"]
            #expect((variable.area == .features) == isFeature, "\(name)")
        }
    }

    @Test("take their own defaults", arguments: IstioVersion.allCases)
    func defaults(_ version: IstioVersion) {
        for variable in EnvironmentVariables.all where variable.exists(in: version) {
            guard let text = variable.defaultText(in: version) else { continue }
            #expect(variable.type(in: version).accepts(text), "\(variable.name) in \(version)")
        }
    }

    @Test("that name metadata are those of the facts") func metadata() throws {
        #expect(Set(NodeMetadataKey.all.map(\.variableName)) == Set(facts.metadata.keys))
        for key in NodeMetadataKey.all {
            let fact = try #require(facts.metadata[key.variableName])
            #expect("\(key.type)" == fact.type, "\(key.name)")
            #expect(key.since == fact.since, "\(key.name)")
        }
    }

    @Test(
        "are booleans as strconv.ParseBool has them",
        arguments: [
            ("1", true), ("t", true), ("TRUE", true), ("True", true), ("0", false), ("F", false), ("False", false),
        ])
    func bools(_ text: String, _ value: Bool) { #expect(GoValue.bool(text) == value) }

    @Test(
        "are numbers",
        arguments: [
            ("inf", Double.infinity), ("-Inf", -.infinity), ("+INFINITY", .infinity), ("1e3", 1000), ("-0.5", -0.5),
            ("0x1p4", 16), ("-0X1P-1", -0.5), (String(repeating: "0", count: 50) + "7", 7),
        ])
    func numbers(_ text: String, _ value: Double) { #expect(GoValue.float(text) == value) }

    @Test(
        "are no numbers",
        arguments: ["", "-", "+nan", "0x1", "0X1", "-0x1", "infinit", "infinityy", "e", "\u{212A}", "1\u{301}"])
    func notNumbers(_ text: String) { #expect(GoValue.float(text) == nil) }

    @Test("are no booleans", arguments: ["yes", "on", "", "tRUE", " true", "2"])
    func noBools(_ text: String) { #expect(GoValue.bool(text) == nil) }

    @Test("are integers as encoding/json has them")
    func jsonIntegers() {
        #expect(GoValue.jsonInteger("100", in: 0...65535) == 100)
        #expect(GoValue.jsonInteger("-0", in: Int64.min...Int64.max) == 0)
        for text in ["", "-", "+1", "01", "65536", "1.0", "-1", "-0"] {
            #expect(GoValue.jsonInteger(text, in: 0...65535) == nil, "\(text)")
        }
    }

    @Test(
        "are floats as strconv.ParseFloat has them",
        arguments: [
            ("1.5", 1.5), (".5", 0.5), ("5.", 5), ("0x1p-2", 0.25), ("+Inf", .infinity), ("-infinity", -.infinity),
        ])
    func floats(_ text: String, _ value: Double) { #expect(GoValue.float(text) == value) }

    @Test(
        "are no floats",
        arguments: ["", "0x10", "0x1.8", "--inf", "+nan", "-nan", "1e", ".", "1e309", " 1", "1_0", "1\0"])
    func noFloats(_ text: String) { #expect(GoValue.float(text) == nil) }

    @Test("of pilot-agent are told from those that it only links") func use() throws {
        let retries = try #require(EnvironmentVariables.named("EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY"))
        #expect(!retries.isEverReadByProxy)
        #expect(retries.isReadByIstiod(in: .v1_26))
        #expect(!retries.isReadByIstiod(in: .v1_27))
        let exit = try #require(EnvironmentVariables.named("EXIT_ON_ZERO_ACTIVE_CONNECTIONS"))
        #expect(exit.isReadByProxy(in: .newest))
        #expect(!exit.isReadByIstiod(in: .newest))
        let deferred = try #require(EnvironmentVariables.named("ENABLE_DEFERRED_CLUSTER_CREATION"))
        #expect(deferred.isReadByProxy(in: .v1_24))
        #expect(!deferred.isReadByProxy(in: .v1_26))
    }
}
