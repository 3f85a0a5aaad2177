/// Where a value stands in a document: `defaultConfig.proxyMetadata["A"]`, `extensionProviders[0].name`.
///
/// A path is a chain from the value back to the root, so that a child costs one allocation whatever its depth.
/// Depth is bounded by ``DocumentLimits/maximumDepth``.
package indirect enum FieldPath: Sendable {
    case root
    case child(FieldPath, Step)

    /// One step from a value to one that it holds.
    package enum Step: Hashable, Sendable {
        /// A field of a message, by its JSON name, or a key that reads as one.
        case field(String)
        /// An element of a list, from 0.
        case element(Int)
        /// A key of a map.
        case key(String)
    }

    package func field(_ name: String) -> FieldPath { .child(self, .field(name)) }
    package func element(_ index: Int) -> FieldPath { .child(self, .element(index)) }
    package func key(_ key: String) -> FieldPath { .child(self, .key(key)) }

    /// The steps from the root on.
    package var steps: [Step] {
        var steps: [Step] = []
        var rest = self
        while case .child(let parent, let step) = rest {
            steps.append(step)
            rest = parent
        }
        steps.reverse()
        return steps
    }

    /// The path of the value that holds this one, or nil at the root.
    package var parent: FieldPath? {
        guard case .child(let parent, _) = self else { return nil }
        return parent
    }

    /// The last step, or nil at the root.
    package var last: Step? {
        guard case .child(_, let step) = self else { return nil }
        return step
    }
}

extension FieldPath: Hashable {
    package static func == (left: FieldPath, right: FieldPath) -> Bool {
        var left = left
        var right = right
        while true {
            switch (left, right) {
            case (.root, .root):
                return true
            case (.child(let leftParent, let leftStep), .child(let rightParent, let rightStep)):
                guard leftStep == rightStep else { return false }
                left = leftParent
                right = rightParent
            default:
                return false
            }
        }
    }

    package func hash(into hasher: inout Hasher) {
        var rest = self
        while case .child(let parent, let step) = rest {
            hasher.combine(step)
            rest = parent
        }
    }
}

extension FieldPath: CustomStringConvertible {
    /// As a person writes it: `a.b[0]["c.d"]`; empty at the root.
    ///
    /// A name with anything but letters, digits, `_`, `-` and `$` stands in quotes, so that none reads as a path or a message.
    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .field(let name) where name.isPlainFieldName:
                if !text.isEmpty { text += "." }
                text += name
            case .element(let index):
                text += "[\(index)]"
            case .field(let key), .key(let key):
                text += "[\"\(key.escapedForDisplay)\"]"
            }
        }
        return text
    }
}

extension String {
    fileprivate var isPlainFieldName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
                    || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$")
            }
    }
}
