import FuzzDriver

@main enum FuzzReview {
    static func main() { Fuzzer.run(test) }
}

/// libFuzzer's own `main` asks for it by this name.
@_cdecl("LLVMFuzzerTestOneInput") func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    Fuzzer.hold(.review, bytes, count)
}
