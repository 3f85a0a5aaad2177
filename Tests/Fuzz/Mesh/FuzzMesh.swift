import FuzzDriver

@main enum FuzzMesh {
    static func main() { Fuzzer.run { Fuzzer.hold(.mesh, $0, $1) } }
}
