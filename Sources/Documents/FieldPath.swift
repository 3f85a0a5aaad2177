/// Where a value stands in a document: `defaultConfig.proxyMetadata["A"]`, `extensionProviders[0].name`.
///
/// A path is a step from the scope of the value that holds it: what looks at many values of one message makes the
/// message's ``Scope`` once, and each of their paths costs no allocation. Depth is bounded by
/// ``DocumentLimits/maximumDepth``.
@usableFromInline package struct FieldPath: Sendable {
    /// The place of the value that holds this one; nil at the root, and for what the root holds.
    private let scope: Scope?
    /// The last step, or nil at the root.
    package let last: Step?

    /// One step from a value to one that it holds.
    package enum Step: Hashable, Sendable {
        /// A field of a message, by its JSON name, or a key that reads as one.
        case field(String)
        /// An element of a list, from 0.
        case element(Int)
        /// A key of a map.
        case key(String)
    }

    /// The place of a value that holds others, made once for all of them.
    package final class Scope: Sendable {
        package let path: FieldPath

        package init(_ path: FieldPath) { self.path = path }

        package func field(_ name: String) -> FieldPath { FieldPath(scope: self, last: .field(name)) }
        package func element(_ index: Int) -> FieldPath { FieldPath(scope: self, last: .element(index)) }
        package func key(_ key: String) -> FieldPath { FieldPath(scope: self, last: .key(key)) }
    }

    private init(scope: Scope?, last: Step?) {
        self.scope = scope
        self.last = last
    }

    package static let root = FieldPath(scope: nil, last: nil)

    package func field(_ name: String) -> FieldPath { child(.field(name)) }
    package func element(_ index: Int) -> FieldPath { child(.element(index)) }
    package func key(_ key: String) -> FieldPath { child(.key(key)) }

    package func child(_ step: Step) -> FieldPath {
        FieldPath(scope: last == nil ? nil : Scope(self), last: step)
    }

    /// The path of the value that holds this one, or nil at the root.
    package var parent: FieldPath? { last == nil ? nil : scope?.path ?? .root }

    package var isRoot: Bool { last == nil }

    /// The steps from the root on.
    package var steps: [Step] {
        var steps: [Step] = []
        // Deeper than nearly every field of Istio's, so that the array moves never.
        steps.reserveCapacity(8)
        var rest = self
        while let step = rest.last {
            steps.append(step)
            rest = rest.scope?.path ?? .root
        }
        steps.reverse()
        return steps
    }
}

extension FieldPath: Hashable {
    @usableFromInline package static func == (left: FieldPath, right: FieldPath) -> Bool {
        var left = left
        var right = right
        while let step = left.last {
            guard right.last == step else { return false }
            if let scope = left.scope, scope === right.scope { return true }
            left = left.scope?.path ?? .root
            right = right.scope?.path ?? .root
        }
        return right.last == nil
    }

    @usableFromInline package func hash(into hasher: inout Hasher) {
        var rest = self
        while let step = rest.last {
            hasher.combine(step)
            rest = rest.scope?.path ?? .root
        }
    }
}

extension FieldPath.Step {
    // Names are those of the author, and two that only look alike are two.

    package static func == (left: FieldPath.Step, right: FieldPath.Step) -> Bool {
        switch (left, right) {
        case (.field(let name), .field(let other)), (.key(let name), .key(let other)): name.isExactly(other)
        case (.element(let index), .element(let other)): index == other
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .field(let name): hasher.combine(ExactText(name))
        case .element(let index): hasher.combine(index)
        case .key(let key): hasher.combine(ExactText(key))
        }
    }
}

extension FieldPath: CustomStringConvertible {
    /// As a person writes it: `a.b[0]["c.d"]`; empty at the root.
    ///
    /// A name with anything but letters, digits, `_`, `-` and `$` stands in quotes, so that none reads as a path or a message.
    @usableFromInline package var description: String {
        guard last != nil else { return "" }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        write(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the description.
    ///
    /// Recursion is as deep as the path, which ``DocumentLimits`` bound.
    ///
    /// - Parameter isBehindAnother: whether a path that this one goes on from stands before.
    package func write(to bytes: inout [UInt8], isBehindAnother: Bool = false) {
        guard let last else { return }
        var isFirst = !isBehindAnother
        if let scope, scope.path.last != nil {
            scope.path.write(to: &bytes, isBehindAnother: isBehindAnother)
            isFirst = false
        }
        last.write(to: &bytes, isFirst: isFirst)
    }
}

extension FieldPath.Step {
    /// Appends the step as a path's description has it: `name`, `[0]`, `["c.d"]`; a name behind another step after a dot.
    package func write(to bytes: inout [UInt8], isFirst: Bool) {
        switch self {
        case .field(let name) where name.isPlainFieldName:
            if !isFirst { bytes.append(UInt8(ascii: ".")) }
            bytes.append(name)
        case .element(let index):
            bytes.append(UInt8(ascii: "["))
            bytes.append(decimal: index)
            bytes.append(UInt8(ascii: "]"))
        case .field(let key), .key(let key):
            bytes.append("[\"")
            bytes.append(key.escapedForDisplay)
            bytes.append("\"]")
        }
    }
}

extension String {
    fileprivate var isPlainFieldName: Bool {
        let bytes = utf8Span.span
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            // Letters and digits, told by how far they are behind the first: small letters by the bit that capitals lack.
            guard
                (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$")
            else { return false }
            index = index &+ 1
        }
        return index > 0
    }
}
