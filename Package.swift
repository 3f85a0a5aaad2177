// swift-tools-version: 6.2
import PackageDescription

/// What every target of ours is built with: language mode 6, explicit existentials, and no warning left standing.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

/// Targets that never touch C memory also say so, and the compiler holds them to it.
let strictAndSafe: [SwiftSetting] = strict + [.strictMemorySafety()]

let package = Package(
    name: "sekisho",
    products: [
        .executable(name: "sekisho", targets: ["sekisho"])
    ],
    dependencies: [
        // Exact, as docs/decisions/0010 says: the image is built without a Package.resolved.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        // C: what Swift cannot import by itself.
        .target(name: "CLinux"),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // From bytes to verdict. Pure: no file, socket, clock or environment.
        .target(name: "Documents", dependencies: ["CYAML"], swiftSettings: strict),
        .target(name: "IstioSchema", dependencies: ["Documents"], swiftSettings: strictAndSafe),
        .target(name: "Validation", dependencies: ["Documents", "IstioSchema"], swiftSettings: strictAndSafe),
        .target(name: "Certificates", dependencies: ["COpenSSL"], swiftSettings: strict),
        .target(
            name: "MeshRules", dependencies: ["Documents", "IstioSchema", "Validation", "Certificates"],
            swiftSettings: strictAndSafe),
        .target(name: "Manifests", dependencies: ["Documents", "IstioSchema"], swiftSettings: strictAndSafe),
        .target(
            name: "Admission", dependencies: ["Documents", "IstioSchema", "Manifests", "Validation"],
            swiftSettings: strictAndSafe),

        // The command line without its flags: files, outputs, fixes, pages.
        .target(
            name: "Linter",
            dependencies: [
                "Admission", "Certificates", "Documents", "IstioSchema", "Manifests", "MeshRules", "Validation",
            ],
            swiftSettings: strict),

        // The wire.
        .target(name: "HTTP", dependencies: ["CZlib"], swiftSettings: strict),
        .target(name: "TLS", dependencies: ["COpenSSL", "Certificates"], swiftSettings: strict),
        .target(name: "Server", dependencies: ["CLinux", "Certificates", "HTTP", "TLS"], swiftSettings: strict),

        // The program.
        .executableTarget(
            name: "sekisho",
            dependencies: [
                "Admission", "Certificates", "Documents", "HTTP", "IstioSchema", "Linter", "Manifests", "MeshRules",
                "Server", "TLS", "Validation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Tests: a target a line.
        tests(
            for: "Admission", ["Admission", "Documents", "FuzzHarness", "IstioSchema", "MeshRules", "Validation"],
            exclude: ["Reviews"]),
        tests(for: "Certificates", ["Certificates"], exclude: ["Fixtures"]),
        tests(
            for: "Conformance", ["Documents", "IstioSchema", "MeshRules", "Validation"],
            exclude: ["Corpus", "deviations.tsv", "validation-rows.tsv", "validation-rules.json"]),
        tests(for: "Command", [], exclude: ["Fixtures", "Snapshots"]),
        tests(for: "Documents", ["Documents", "TestDocuments"]),
        tests(for: "HTTP", ["HTTP"], copy: ["Fixtures"]),
        tests(for: "IstioSchema", ["Documents", "IstioSchema"], copy: ["Facts"]),
        tests(for: "Linter", ["Admission", "Documents", "IstioSchema", "Linter", "MeshRules", "Validation"]),
        tests(for: "Manifests", ["Documents", "IstioSchema", "Manifests"]),
        tests(
            for: "MeshRules",
            ["Admission", "Certificates", "Documents", "IstioSchema", "Manifests", "MeshRules", "Validation"],
            exclude: ["Facts", "rules-index.tsv"]),
        tests(for: "Repository", []),
        tests(
            for: "Seed", ["Admission", "Documents", "IstioSchema", "Manifests", "MeshRules", "Validation"],
            exclude: ["Blocks", "expected.tsv", "corrections.tsv"]),
        tests(for: "Server", ["Server", "HTTP", "TLS", "Certificates", "TestCertificates", "sekisho"]),
        tests(for: "TLS", ["COpenSSL", "TLS", "Certificates", "TestCertificates"]),
        tests(for: "Validation", ["Documents", "IstioSchema", "Validation"]),
        .target(name: "TestCertificates", path: "Tests/TestCertificates", swiftSettings: strict),
        .target(
            name: "TestDocuments", dependencies: ["Documents"], path: "Tests/TestDocuments", swiftSettings: strict),
        .target(
            name: "FuzzHarness",
            dependencies: [
                "Admission", "Certificates", "Documents", "HTTP", "IstioSchema", "Manifests", "MeshRules",
                "TestDocuments", "Validation",
            ],
            path: "Tests/Fuzz/Harness", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

// What only `make bench` needs: see Benchmarks/run.
if Context.environment["BENCH"] != nil {
    package.targets += [
        .executableTarget(
            name: "bench-engine", dependencies: ["Admission", "Documents", "IstioSchema", "MeshRules", "Validation"],
            path: "Benchmarks/engine", swiftSettings: strict),
        .executableTarget(
            name: "fixed-answer", dependencies: ["HTTP", "Server", "TLS"], path: "Benchmarks/fixed-answer",
            swiftSettings: strict),
    ]
}

// libFuzzer's program links only with `--sanitize=fuzzer`: scripts/fuzz builds it.
if Context.environment["FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzz", dependencies: ["FuzzHarness"], path: "Tests/Fuzz/Program", swiftSettings: strict))
}

/// The target `Tests/FooTests`.
func tests(
    for subject: String, _ dependencies: [Target.Dependency], exclude: [String] = [], copy: [String] = []
) -> Target {
    .testTarget(
        name: subject + "Tests", dependencies: dependencies, exclude: exclude, resources: copy.map { .copy($0) },
        swiftSettings: strict)
}
