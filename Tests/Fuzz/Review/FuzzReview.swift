import FuzzDriver

@main enum FuzzReview {
    static func main() { Fuzzer.run { Fuzzer.hold(.review, $0, $1) } }
}
