import Documents

/// Where the messages of one tree stand in it.
///
/// Few messages are ever asked where they stand. So each knows only its number here, and neither a path, which would be an
/// object or two for each, nor its part of the tree, of which every message and value would count one more reference.
///
/// Not checked to be sendable, as messages are added while the tree is decoded: only the decoder has the places till then,
/// and nothing changes from then on.
final class MessagePlaces: @unchecked Sendable {
    /// Whether the tree is Istio's default, which has no place in anybody's text.
    let isDefault: Bool
    /// The root of the tree.
    private let root: Node
    /// Where the root stands in what was read: `spec` of a resource.
    private let path: FieldPath
    /// By number, each behind the message that holds it; the root is 0.
    private var places: [Place] {
        @inline(__always) get { unsafe list }
        @inline(__always) _modify { yield unsafe &list }
    }
    /// The memory of ``places``.
    ///
    /// While one is appended nothing else is called, so that nobody need look whether others read or write.
    @exclusivity(unchecked) private var list: [Place] = []

    /// The place of a message in the message that holds it.
    struct Place: Sendable {
        // In an order that leaves no holes: 16 bytes.

        /// The number of the message that holds this one; of the root no message's.
        fileprivate let holder: Int32
        /// Which entry of the holder's mapping sets the field.
        fileprivate let position: Int32
        /// Which element or entry of the field's value this message is; negative where it is the value itself.
        fileprivate let inner: Int32
        fileprivate let holderName: MessageName
        fileprivate let ordinal: UInt8

        fileprivate static let root = Place(holder: -1, position: 0, inner: -1, holderName: .meshConfig, ordinal: 0)
    }

    /// The place of the root alone, as number 0.
    init(_ root: Node, at path: FieldPath, isDefault: Bool) {
        self.root = root
        self.path = path
        self.isDefault = isDefault
        // More than most documents have messages, so that the array moves never.
        places.reserveCapacity(48)
        places.append(.root)
    }

    /// The places of an empty tree.
    init(isDefault: Bool) {
        root = Node(.null, mark: .start, style: .plain)
        path = .root
        self.isDefault = isDefault
        places = [.root]
    }

    /// Places of no tree: a decoder's, before it is given one.
    static let none = MessagePlaces(isDefault: false)

    /// Adds the message that is the value of a field, or an element or an entry of that value.
    ///
    /// - Parameters:
    ///   - field: whose value, of a message that has a number already.
    ///   - inner: a valid index into the elements or the entries of the field's value; nil for the value itself.
    /// - Returns: the number of the message.
    func add(_ field: Field, _ inner: Int? = nil) -> Int32 {
        let number = Int32(truncatingIfNeeded: places.count)
        places.append(
            Place(
                holder: field.holder, position: Int32(truncatingIfNeeded: field.position),
                inner: Int32(truncatingIfNeeded: inner ?? -1), holderName: field.holderName,
                ordinal: UInt8(truncatingIfNeeded: field.ordinal)))
        return number
    }

    /// A field of a message.
    struct Field {
        /// The number of the message, and its name.
        let holder: Int32
        let holderName: MessageName
        /// Index into the fields of the message's shape; below ``FieldSet/capacity``.
        let ordinal: Int
        /// A valid index into the entries of the message's mapping; no document has 2^31 of them.
        let position: Int
    }

    /// The path of a message.
    ///
    /// Messages lie in one another no deeper than ``DocumentLimits/maximumDepth``.
    func path(of number: Int32) -> FieldPath {
        let place = places[Int(number)]
        guard place.holder >= 0 else { return path }
        let field = path(of: place.holder).field(place.holderName.shape.fields[Int(place.ordinal)].name)
        guard place.inner >= 0 else { return field }
        let node = self.place(ofEntry: place.position, of: place.holder)?.node
        if case .mapping(let pairs)? = node?.value { return field.key(pairs[Int(place.inner)].name) }
        return field.element(Int(place.inner))
    }

    /// The place of a message in the tree; nil for Istio's default.
    func origin(of number: Int32) -> Origin? { isDefault ? nil : place(of: number) }

    /// The place of a field's value in the tree; nil for Istio's default.
    ///
    /// - Parameters:
    ///   - position: a valid index into the entries of the message's mapping.
    ///   - number: the message's.
    func origin(ofEntry position: Int32, of number: Int32) -> Origin? {
        isDefault ? nil : place(ofEntry: position, of: number)
    }

    private func place(of number: Int32) -> Origin? {
        let place = places[Int(number)]
        guard place.holder >= 0 else { return Origin(root) }
        let field = self.place(ofEntry: place.position, of: place.holder)
        return place.inner >= 0 ? field?.inner(Int(place.inner)) : field
    }

    private func place(ofEntry position: Int32, of number: Int32) -> Origin? {
        // Most are asked of the root, whose own origin need not be made for it.
        guard number == 0 else { return place(of: number)?.inner(Int(position)) }
        guard case .mapping(let entries) = root.value else { return nil }
        return Origin(entries, Int(position))
    }
}
