import Admission
import Documents
import Glibc
import IstioSchema
import MeshRules
import Validation

/// Runs one piece of the engine again and again, for callgrind to count or for a clock to time.
///
///     bench-engine CASE INPUTS          20 rounds inside `benchmarkedWorkload`, which callgrind collects alone
///     bench-engine CASE INPUTS SECONDS  the median of rounds for so long, in microseconds
@main
struct BenchEngine {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let name = Case(rawValue: arguments[1]) else {
            print("usage: bench-engine CASE INPUTS [SECONDS]; CASE is one of \(Case.allCases.map(\.rawValue))")
            exit(2)
        }
        guard let round = name.round(inputs: arguments[2]) else {
            print("bench-engine: \(arguments[2]) lacks \(name.file)")
            exit(1)
        }
        // What is made once (tables, defaults) is not part of a review.
        for _ in 0..<(name.isLarge ? 1 : 5) { sink(round()) }
        guard arguments.count > 3, let seconds = Double(arguments[3]) else {
            benchmarkedWorkload(name.isLarge ? 1 : 20, round)
            return
        }
        print(median(seconds, round))
    }

    /// Microseconds of a round: the median, so that what else the machine does counts little.
    private static func median(_ seconds: Double, _ round: () -> Int) -> Double {
        var times: [Double] = []
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        while clock.now < end {
            let duration = clock.measure { sink(round()) }.components
            times.append(Double(duration.seconds) * 1e6 + Double(duration.attoseconds) / 1e12)
        }
        times.sort()
        return times.isEmpty ? 0 : times[times.count / 2]
    }
}

/// The part of the run that counts.
///
/// The name is callgrind's to find.
@inline(never) @_optimize(none)
func benchmarkedWorkload(_ rounds: Int, _ round: () -> Int) {
    // Not `for in`, whose generic code looks up conformances here, as nothing is optimised.
    var left = rounds
    while left > 0 {
        sink(round())
        left -= 1
    }
}

/// Keeps a result from being optimised away.
@inline(never) @_optimize(none)
private func sink(_ value: Int) {}

/// The pieces that are measured.
enum Case: String, CaseIterable {
    case mesh, update, denied, proxyconfig
    /// The mesh review once more, whose document's report was kept.
    case again
    case notOurs = "not-ours"
    case large
    case largeNotOurs = "large-not-ours"
    case hostile
    /// Parts of the above.
    case json, yaml, decode, rules, engine, write

    var isLarge: Bool { self == .large || self == .largeNotOurs || self == .hostile }

    var file: String {
        switch self {
        case .json: "update.json"
        case .yaml, .decode, .rules, .engine: "mesh.yaml"
        case .write: "denied.json"
        case .again: "mesh.json"
        default: "\(rawValue).json"
        }
    }

    /// One round, which gives a number that depends on its work; nil without the input.
    func round(inputs: String) -> (() -> Int)? {
        guard let bytes = contents("\(inputs)/\(file)") else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        switch self {
        case .json:
            return { (try? JSONReader().read(bytes))?.entries.count ?? 0 }
        case .yaml:
            return { (try? YAMLReader().read(text))?.root.entries.count ?? 0 }
        case .decode:
            guard let root = try? YAMLReader().read(text).root else { return nil }
            return {
                var decoder = MessageDecoder(version: .newest, root: .meshConfig)
                return decoder.decodeRoot(root)?.fields.count ?? 0
            }
        case .rules:
            let validator = Validator(rules: Rule.all, version: .newest)
            guard let root = try? YAMLReader().read(text).root else { return nil }
            return { validator.report(on: MeshDocument(.mesh, .node(root)), now: 0).diagnostics.count }
        case .engine:
            let validator = Validator(rules: Rule.all, version: .newest)
            return { validator.report(on: MeshDocument(.mesh, .text(text)), now: 0).diagnostics.count }
        case .write:
            let answer = handler(cache: nil).answer(bytes, now: 0)
            guard let root = try? JSONReader().read(answer.body) else { return nil }
            return {
                var writer = JSONWriter()
                writer.node(root)
                return writer.bytes.count
            }
        default:
            let handler = handler(cache: self == .again ? ReportCache(maximumBytes: 4 << 20) : nil)
            return { handler.answer(bytes, now: 1_795_392_000).body.count }
        }
    }

    private func handler(cache: ReportCache?) -> AdmissionHandler {
        AdmissionHandler(Checkpoint(rules: Rule.all, policy: Policy(), cache: cache))
    }

    private func contents(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
    }
}
