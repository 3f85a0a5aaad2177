import FuzzHarness
import Glibc

/// libFuzzer's loop around the target that the variable `FUZZ_TARGET` names.
///
/// One program for all: each would be compiled with all of the sources, which takes minutes.
@main enum Fuzz {
    fileprivate static let target: FuzzTarget = {
        guard let name = getenv("FUZZ_TARGET"), let target = FuzzTarget(rawValue: String(cString: name)) else {
            fatalError("FUZZ_TARGET must be one of \(FuzzTarget.allCases.map(\.rawValue))")
        }
        return target
    }()

    static func main() {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, test))
    }
}

/// Stops the run with the input kept, where something does not hold.
///
/// libFuzzer's own `main` asks for it by this name.
@_cdecl("LLVMFuzzerTestOneInput") func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let content = Array(UnsafeBufferPointer(start: bytes, count: count))
    if let failure = Fuzz.target.failure(on: content) { fatalError(failure) }
    return 0
}

/// Source: compiler-rt lib/fuzzer FuzzerInterface.h.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
