import Documents

/// A value of a field, with the type that the schema asks for.
package enum FieldValue: Sendable {
    /// Something is written that is not of the field's type. The decoder has said so; rules see nothing.
    case undecodable
    case bool(Bool)
    /// Every integer type; an unsigned value over `Int64.max` is clamped.
    case integer(Int64)
    case number(Double)
    case string(String)
    case duration(Duration)
    case enumeration(EnumValue)
    case message(Message)
    case list([Element])
    case map([Pair])
    indirect case freeForm(Node)

    /// An element of a list.
    package struct Element: Sendable {
        package let value: FieldValue
        /// Which element of the author's list this is; negative where it is Istio's default.
        let position: Int32

        /// - Parameter position: a valid index into the author's list; no document has 2^31 elements.
        init(_ value: FieldValue, at position: Int32) {
            self.value = value
            self.position = position
        }

        package var isWritten: Bool { position >= 0 }

        /// Where the author wrote the element; nil where it is Istio's default.
        ///
        /// - Parameter list: the origin of the list that holds it.
        package func origin(in list: Origin?) -> Origin? { isWritten ? list?.inner(Int(position)) : nil }
    }

    /// A pair of a map.
    ///
    /// Keys do not repeat: the last one won.
    package struct Pair: Sendable {
        package let key: String
        package let value: FieldValue
        /// Which entry of the author's mapping this is; negative where it is Istio's default.
        let position: Int32

        /// - Parameter position: a valid index into the author's mapping; no document has 2^31 entries.
        init(_ key: String, _ value: FieldValue, at position: Int32) {
            self.key = key
            self.value = value
            self.position = position
        }

        package var isWritten: Bool { position >= 0 }

        /// Where the author wrote the value; nil where it is Istio's default.
        ///
        /// - Parameter map: the origin of the map that holds the pair.
        package func origin(in map: Origin?) -> Origin? { isWritten ? map?.inner(Int(position)) : nil }
    }
}

/// A value of an enumeration: Istio takes any 32-bit number, also one without a name.
package struct EnumValue: Hashable, Sendable {
    package let number: Int32
    /// The name that the newest release has for the number; nil where it has none.
    package let name: String?

    package init(number: Int32, name: String?) {
        self.number = number
        self.name = name
    }
}
