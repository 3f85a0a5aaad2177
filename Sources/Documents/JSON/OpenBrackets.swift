/// The brackets that are open at a place in a JSON text: a bit for each, as there may be as many as bytes.
struct OpenBrackets {
    /// The innermost, below the highest bit that is set: 1 for an object's, 0 for an array's.
    private var innermost: UInt64 = 1
    /// Those before, 63 at a time; none in texts that people write.
    private var outer: [UInt64] = []

    var isEmpty: Bool { innermost == 1 && outer.isEmpty }

    var lastIsObject: Bool { innermost & 1 == 1 }

    mutating func append(isObject: Bool) {
        if innermost.leadingZeroBitCount == 0 {
            outer.append(innermost)
            innermost = 1
        }
        innermost = innermost << 1 | (isObject ? 1 : 0)
    }

    /// There must be one.
    mutating func removeLast() {
        innermost >>= 1
        if innermost <= 1, let last = outer.popLast() { innermost = last }
    }
}
