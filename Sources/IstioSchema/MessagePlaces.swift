import Documents

/// Where the messages of one tree stand in it.
///
/// Few messages are ever asked where they stand. So each knows only its number here, and neither a path, which would be an
/// object or two for each, nor its part of the tree, of which every message and value would count one more reference.
struct MessagePlaces: Sendable {
    /// The root of the tree.
    private let root: Node
    /// Where the root stands in what was read: `spec` of a resource.
    private let path: FieldPath
    /// By number, each behind the message that holds it; the root is 0.
    private var places: [Place] = []

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
    init(_ root: Node, at path: FieldPath) {
        self.root = root
        self.path = path
        // More than most documents have messages, so that the array moves never.
        places.reserveCapacity(48)
        places.append(.root)
    }

    /// No places: a decoder's, before it is given a tree.
    static let none = MessagePlaces()

    private init() {
        root = Node(.null, mark: .start, style: .plain)
        path = .root
    }

    /// Adds the message that is the value of a field, or an element or an entry of that value.
    ///
    /// - Parameters:
    ///   - field: whose value, of a message that has a number already.
    ///   - inner: a valid index into the elements or the entries of the field's value; nil for the value itself.
    /// - Returns: the number of the message.
    mutating func add(_ field: Field, _ inner: Int? = nil) -> Int32 {
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
        let node = origin(ofEntry: place.position, of: place.holder)?.node
        if case .mapping(let pairs)? = node?.value { return field.key(pairs[Int(place.inner)].name) }
        return field.element(Int(place.inner))
    }

    /// The place of a message in the tree.
    func origin(of number: Int32) -> Origin? {
        let place = places[Int(number)]
        guard place.holder >= 0 else { return Origin(root) }
        let field = origin(ofEntry: place.position, of: place.holder)
        return place.inner >= 0 ? field?.inner(Int(place.inner)) : field
    }

    /// The place of a field's value in the tree.
    ///
    /// - Parameters:
    ///   - position: a valid index into the entries of the message's mapping.
    ///   - number: the message's.
    func origin(ofEntry position: Int32, of number: Int32) -> Origin? {
        // Most are asked of the root, whose own origin need not be made for it.
        guard number == 0 else { return origin(of: number)?.inner(Int(position)) }
        guard case .mapping(let entries) = root.value else { return nil }
        return Origin(entries, Int(position))
    }
}

/// The places of a tree's messages, which all of them share.
///
/// Not checked to be sendable, as the places are given when all messages are decoded: only the decoder has them till then,
/// and nothing changes from then on.
final class SharedMessagePlaces: @unchecked Sendable {
    /// Whether this is Istio's default, which has no place in anybody's text.
    let isDefault: Bool
    private var given: Given?

    /// The places that were given, in a constant: to ask what a variable holds would copy all of it each time.
    private final class Given: Sendable {
        let places: MessagePlaces
        init(_ places: MessagePlaces) { self.places = places }
    }

    /// Places of no tree.
    static let none = SharedMessagePlaces(isDefault: false)

    init(isDefault: Bool) { self.isDefault = isDefault }

    /// Gives the places, once.
    func give(_ places: MessagePlaces) { given = Given(places) }

    func path(of number: Int32) -> FieldPath { given?.places.path(of: number) ?? .root }

    /// Nil for Istio's default.
    func origin(of number: Int32) -> Origin? { isDefault ? nil : given?.places.origin(of: number) }

    /// Nil for Istio's default.
    func origin(ofEntry position: Int32, of number: Int32) -> Origin? {
        isDefault ? nil : given?.places.origin(ofEntry: position, of: number)
    }
}
