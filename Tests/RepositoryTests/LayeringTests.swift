import Foundation
import Testing

/// The repository's files, as seen from this one.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The Swift files below a folder, as paths from the root.
    static func swiftFiles(in folder: String) -> [String] {
        let files = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }
            .sorted()
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}

/// Who may import whom.
///
/// SwiftPM lets a target import whatever it reaches through another; this does not.
@Suite("Layers") struct LayeringTests {
    /// Beside the standard library and what belongs to it (Synchronization).
    static let allowed: [String: Set<String>] = [
        "Documents": ["CYAML"],
        "IstioSchema": ["Documents"],
        "Validation": ["Documents", "IstioSchema"],
        "Certificates": ["COpenSSL", "Glibc"],
        "MeshRules": ["Documents", "IstioSchema", "Validation", "Certificates"],
        "Manifests": ["Documents", "IstioSchema"],
        "Admission": ["Documents", "IstioSchema", "Manifests", "Validation"],
        "Linter": [
            "Admission", "Certificates", "Documents", "IstioSchema", "Manifests", "MeshRules", "Validation", "Glibc",
        ],
        "HTTP": ["CZlib"],
        "TLS": ["COpenSSL", "Certificates", "Glibc"],
        "Server": ["CLinux", "TLS", "HTTP", "Certificates", "Glibc"],
        "sekisho": [
            "Admission", "ArgumentParser", "Certificates", "Documents", "Glibc", "HTTP", "IstioSchema", "Linter",
            "Manifests", "MeshRules", "Server", "TLS", "Validation",
        ],
    ]

    static let targets = allowed.keys.sorted()

    @Test("import only what the architecture allows", arguments: targets)
    func imports(_ target: String) throws {
        for file in Repository.swiftFiles(in: "Sources/\(target)") {
            for line in try Repository.text(file).split(separator: "\n") where line.contains("import ") {
                let words = line.split(separator: " ").map(String.init)
                guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy({ $0.hasPrefix("@") }),
                    let module = words.dropFirst(place + 1).last
                else { continue }
                let isAllowed = module == "Synchronization" || Self.allowed[target]?.contains(module) == true
                #expect(isAllowed, "\(file) imports \(module)")
            }
        }
    }

    @Test func `know every folder of Sources`() throws {
        let folders = try FileManager.default.contentsOfDirectory(
            atPath: Repository.root.appending(path: "Sources").path)
        #expect(Set(folders.filter { !$0.hasPrefix("C") || $0 == "Certificates" }).isSubset(of: Self.allowed.keys))
    }
}

@Suite("The top level") struct TopLevelTests {
    /// What people look for first; a compiler's leftovers would hide it.
    static let known: Set<String> = [
        "Benchmarks", "CHANGELOG.md", "CONTRIBUTING.md", "Dockerfile", "LICENSE", "Makefile", "Package.resolved",
        "Package.swift", "README.md", "SECURITY.md", "Sources", "Tests", "action.yml", "certs", "charts", "deploy",
        "dist", "docs", "examples", "image", "scripts",
    ]

    @Test func `holds nothing unknown`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        let unknown = names.filter { !$0.hasPrefix(".") && !Self.known.contains($0) }.sorted()
        #expect(unknown.isEmpty, "not known: \(unknown.joined(separator: ", "))")
    }
}

@Suite("Sources") struct SourceTests {
    static let files = Repository.swiftFiles(in: "Sources")

    @Test func `have one subject each, so no file is long`() throws {
        for file in Self.files {
            let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 400, "\(file) has \(lines) lines")
        }
    }

    @Test func `cannot trap by what they are written with`() throws {
        for file in Self.files {
            for (index, line) in try Repository.text(file).split(separator: "\n").enumerated() {
                let code = line.split(separator: "//", omittingEmptySubsequences: false).first ?? ""
                for trap in ["try!", "as!", "fatalError(", "preconditionFailure(", "precondition("] {
                    #expect(!code.contains(trap), "\(file):\(index + 1) has \(trap)")
                }
            }
        }
    }

    @Test func `leave nothing for later`() throws {
        for file in Self.files {
            let text = try Repository.text(file)
            for word in ["// TODO", "// FIXME", "// XXX"] { #expect(!text.contains(word), "\(file) has \(word)") }
        }
    }

    @Test func `link no Foundation beyond its essentials`() throws {
        for file in Self.files {
            #expect(!(try Repository.text(file)).contains("import Foundation\n"), "\(file) imports Foundation")
        }
    }
}
