/// What a message is, besides its fields.
struct MessageHead {
    let name: MessageName
    /// The shape of ``name``, kept here as every look at a field begins with it.
    let shape: ConstantShape
    /// Where the message stands, by its number among those of its tree.
    let places: MessagePlaces
    let number: Int32
    fileprivate(set) var count: Int32 = 0
    fileprivate(set) var present = FieldSet()
    fileprivate(set) var written = FieldSet()

    fileprivate init(_ name: MessageName, _ shape: MessageShape, in places: MessagePlaces, _ number: Int32) {
        self.name = name
        self.shape = ConstantShape(shape)
        self.places = places
        self.number = number
    }
}

/// A shape, which is a constant of the program as all of them are: no reference to it is counted.
@safe struct ConstantShape {
    private let reference: Unmanaged<MessageShape>

    init(_ shape: MessageShape) { unsafe reference = .passUnretained(shape) }

    var shape: MessageShape { unsafe reference.takeUnretainedValue() }

    /// What the shape says.
    @inline(__always)
    func ask<Answer>(_ question: (MessageShape) -> Answer) -> Answer {
        unsafe reference._withUnsafeGuaranteedRef(question)
    }
}

/// A message's head and its fields in one piece of memory: an array beside it would be one more for every message.
///
/// Of the places for fields the first ones, as many as the head counts, hold one each.
final class MessageMemory: ManagedBuffer<MessageHead, Message.Field> {
    deinit {
        unsafe withUnsafeMutablePointers { head, fields in
            // One after the other: all at once would be a call to the runtime, and one of its for each field.
            for index in 0..<Int(unsafe head.pointee.count) { _ = unsafe (fields + index).move() }
        }
    }
}

extension MessageMemory {
    /// A reference to the memory of a message, which finds the head and the fields in it.
    struct Reference {
        // `ManagedBuffer.header` would look each time whether somebody writes to it meanwhile: only the draft ever does.

        fileprivate let memory: ManagedBuffer<MessageHead, Message.Field>

        var head: MessageHead {
            @inline(__always)
            _read { yield unsafe memory.withUnsafeMutablePointerToHeader { unsafe $0 }.pointee }
            @inline(__always)
            nonmutating _modify { yield unsafe &memory.withUnsafeMutablePointerToHeader { unsafe $0 }.pointee }
        }

        func isIdentical(to other: Reference) -> Bool { memory === other.memory }

        /// The places that hold a field.
        fileprivate var fields: UnsafeMutableBufferPointer<Message.Field> {
            @inline(__always)
            get { unsafe UnsafeMutableBufferPointer(start: place, count: Int(head.count)) }
        }

        /// The first place for a field.
        fileprivate var place: UnsafeMutablePointer<Message.Field> {
            @inline(__always)
            get { unsafe memory.withUnsafeMutablePointerToElements { unsafe $0 } }
        }
    }
}

extension Message {
    /// The fields of a message, in the order of the proto, each once.
    package struct Fields: RandomAccessCollection {
        // The one place that reads the memory of fields: a span compares every index with the count.

        private let memory: MessageMemory.Reference

        @inline(__always)
        init(_ memory: MessageMemory.Reference) { self.memory = memory }

        package var startIndex: Int { 0 }

        package var endIndex: Int {
            @inline(__always) get { Int(memory.head.count) }
        }

        package subscript(index: Int) -> Field {
            @inline(__always) _read { yield unsafe memory.fields.span[index] }
        }
    }
}

/// A message that gets its fields one after the other.
struct MessageDraft: ~Copyable {
    private let memory: MessageMemory.Reference
    private let room: Int32

    /// - Parameters:
    ///   - shape: the name's.
    ///   - number: the message's among the places.
    ///   - room: how many fields there may be, at most ``FieldSet/capacity``.
    init(_ name: MessageName, _ shape: MessageShape, in places: MessagePlaces, _ number: Int32, room: Int) {
        memory = MessageMemory.Reference(
            memory: MessageMemory.create(minimumCapacity: room) { _ in MessageHead(name, shape, in: places, number) })
        self.room = Int32(truncatingIfNeeded: room)
    }

    /// Adds a field, behind all that the proto has before it.
    @inline(__always)
    mutating func append(_ field: consuming Message.Field) {
        let count = memory.head.count
        guard count < room else { return assertionFailure("a message has more fields than were counted") }
        memory.head.count = count &+ 1
        memory.head.present.insert(field.ordinal)
        if field.isWritten { memory.head.written.insert(field.ordinal) }
        unsafe (memory.place + Int(count)).initialize(to: field)
    }

    consuming func message() -> Message { Message(memory) }
}
