/// A text that equals another one only byte for byte, as Go compares them.
///
/// Swift takes texts for the same that are canonically equivalent, such as U+212A (the sign of Kelvin) and K.
package struct ExactText: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactText, right: ExactText) -> Bool {
        left.text.isExactly(right.text)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension String {
    /// Whether two texts are the same byte for byte, as Go compares them.
    package func isExactly(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        guard self == other else { return false }
        // What is equivalent to ASCII and no ASCII is longer; what is equivalent and as long may have marks in another order.
        return utf8Span.isKnownASCII || utf8.elementsEqual(other.utf8)
    }

    /// The same of a text that is known to be ASCII, which no other text of its length is equivalent to.
    @inline(__always)
    func isExactlyASCII(_ other: String) -> Bool { utf8.count == other.utf8.count && self == other }
}
