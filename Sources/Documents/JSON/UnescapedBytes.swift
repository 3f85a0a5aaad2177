/// Memory for what a string with escapes stands for, used for one string after the other.
struct UnescapedBytes: ~Copyable {
    private var memory = UnsafeMutableBufferPointer<UInt8>(start: nil, count: 0)

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(memory) }

    /// Room for so many bytes at least, which may hold anything.
    ///
    /// Asked for all that a text has left, it never grows again; pages that nobody writes to take no memory.
    mutating func room(_ count: Int) -> UnsafeMutableBufferPointer<UInt8> {
        if memory.count < count {
            memory.deallocate()
            memory = .allocate(capacity: count)
        }
        return memory
    }

    deinit { memory.deallocate() }
}
