import FuzzHarness
import Glibc

/// libFuzzer's loop around a target.
package enum Fuzzer {
    package typealias Body = @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32

    package static func run(_ body: Body) {
        var count = CommandLine.argc
        var arguments = CommandLine.unsafeArgv
        exit(runDriver(&count, &arguments, body))
    }

    /// Stops the run with the input kept, where something does not hold.
    package static func hold(_ target: FuzzTarget, _ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        let content = Array(UnsafeBufferPointer(start: bytes, count: count))
        if let failure = target.failure(on: content) { fatalError(failure) }
        return 0
    }
}

/// Source: compiler-rt lib/fuzzer FuzzerInterface.h.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>, _ body: Fuzzer.Body
) -> Int32
