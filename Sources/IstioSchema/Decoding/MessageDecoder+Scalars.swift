import Documents

/// Scalars as `jsonpb` and Go's `encoding/json` take them.
extension MessageDecoder {
    /// A scalar as nearly everybody writes it; nil for all that ``singular(_:of:at:)`` must look at, and maybe report.
    ///
    /// Needs neither the node nor its path. A test holds both to the same answers.
    @inline(__always)
    func usual(_ value: Node.Value, of type: ValueType) -> FieldValue? {
        switch type {
        case .string:
            if case .string(let text) = value { return .string(text) }
        case .bool:
            if case .bool(let bool) = value { return .bool(bool) }
        case .duration:
            if case .string(let text) = value, let duration = GoDuration.parse(text) { return .duration(duration) }
        case .enumeration(let name):
            if case .string(let text) = value, let value = name.shape.value(named: text), value.exists(in: version) {
                return .enumeration(EnumValue(number: value.number, name: value.name))
            }
        case .uint32:
            if case .integer(let integer) = value, integer >= 0, integer <= UInt32.max { return .integer(integer) }
        case .int32:
            if case .integer(let integer) = value, integer >= Int32.min, integer <= Int32.max {
                return .integer(integer)
            }
        case .double:
            switch value {
            case .number(let number) where number.isFinite: return .number(number)
            case .integer(let integer): return .number(Double(integer))
            default: break
            }
        default:
            break
        }
        return nil
    }

    mutating func scalar(_ node: Node, of type: ValueType, at path: FieldPath) -> FieldValue {
        switch type {
        case .bool:
            switch node.value {
            case .bool(let bool): return .bool(bool)
            case .null: return .bool(false)
            default:
                reportType(
                    node, path: path, wanted: "true or false", fix: boolFix(node, path), edit: boolEdit(node))
                return .undecodable
            }
        case .string:
            switch node.value {
            case .string(let string): return .string(string)
            case .null: return .string("")
            default:
                reportNotAString(node, path: path)
                return .undecodable
            }
        case .duration:
            return duration(node, at: path)
        case .double:
            return double(node, at: path)
        case .int32:
            return integer(node, in: Int64(Int32.min)...Int64(Int32.max), at: path)
        case .uint32:
            return integer(node, in: 0...Int64(UInt32.max), at: path)
        case .int64:
            return integer(node, in: Int64.min...Int64.max, at: path)
        case .uint64:
            if case .unsigned = JSONNumber.unsigned(node) { return .integer(.max) }
            return integer(node, in: 0...Int64.max, at: path)
        default:
            assertionFailure("\(type) is no scalar")
            return .undecodable
        }
    }

    private mutating func integer(_ node: Node, in range: ClosedRange<Int64>, at path: FieldPath) -> FieldValue {
        // Go's JSON reads -0 as an integer with a sign only.
        if range.lowerBound == 0, JSONNumber.isNegativeZero(node) {
            reportType(node, path: path, wanted: "0 or more", fix: nil, found: node.scalarText)
            return .undecodable
        }
        switch JSONNumber.integer(node) {
        case .null:
            return .integer(0)
        case .integer(let integer) where range.contains(integer):
            return .integer(integer)
        case .integer, .unsigned:
            let wanted =
                range.upperBound == .max ? "of 64 bits" : "between \(range.lowerBound) and \(range.upperBound)"
            reportType(node, path: path, wanted: wanted, fix: nil, found: node.scalarText)
            return .undecodable
        case .none:
            reportType(node, path: path, wanted: "a whole number", fix: nil)
            return .undecodable
        }
    }

    private mutating func double(_ node: Node, at path: FieldPath) -> FieldValue {
        switch node.value {
        case .null: return .number(0)
        case .integer(let integer): return .number(Double(integer))
        case .unsigned(let integer): return .number(Double(integer))
        case .number(let number) where number.isFinite: return .number(number)
        case .string("NaN"): return .number(.nan)
        case .string("Infinity"): return .number(.infinity)
        case .string("-Infinity"): return .number(-.infinity)
        case .string(let text):
            let text = JSONNumber.trimmed(text)
            if text == "null" { return .number(0) }
            if JSONNumber.isNumber(text), let number = GoNumber.parseFloat(text) { return .number(number) }
        default:
            break
        }
        reportType(node, path: path, wanted: "a number", fix: nil)
        return .undecodable
    }

    private mutating func duration(_ node: Node, at path: FieldPath) -> FieldValue {
        if case .string(let text) = node.value, let duration = GoDuration.parse(text) { return .duration(duration) }
        if node.isNull { return .duration(.zero) }
        reportType(
            node, path: path, wanted: "a duration such as 10s", fix: durationFix(node, path),
            edit: durationEdit(node))
        return .undecodable
    }

    mutating func enumeration(_ node: Node, of name: EnumName, at path: FieldPath) -> FieldValue {
        let shape = name.shape
        switch node.value {
        case .string(let text):
            if let value = shape.value(named: text), value.exists(in: version) {
                return .enumeration(EnumValue(number: value.number, name: value.name))
            }
            reportUnknownEnumName(text, node, of: shape, at: path)
            return .undecodable
        case .null:
            return .enumeration(EnumValue(number: 0, name: shape.value(numbered: 0)?.name))
        default:
            guard case .integer(let integer) = JSONNumber.integer(node), node.string == nil,
                let number = Int32(exactly: integer)
            else {
                reportNotAnEnumName(node, of: shape, at: path)
                return .undecodable
            }
            let value = shape.value(numbered: number)
            if value == nil { reportUnknownEnumNumber(node, of: shape, at: path) }
            return .enumeration(EnumValue(number: number, name: value?.name))
        }
    }
}

/// A node as the JSON number that Go would see.
enum JSONNumber {
    case null
    case integer(Int64)
    case unsigned(UInt64)

    /// The integer of a number or of a quoted one; nil where Go refuses it for every integer type.
    static func integer(_ node: Node) -> JSONNumber? {
        switch node.value {
        case .null: return .null
        case .integer(let integer): return .integer(integer)
        case .unsigned(let integer): return .unsigned(integer)
        case .number(let number):
            // Go writes floats up to 1e21 without an exponent, and reads them back as integers where they have no fraction.
            guard number.magnitude < 1e21, number == number.rounded() else { return nil }
            if number.magnitude <= 0x1p53 { return .integer(Int64(number)) }
            return quoted(GoNumber.json(number))
        case .string(let text):
            return quoted(text)
        default:
            return nil
        }
    }

    /// Whether the JSON has `-0`, which Go makes of the float -0.0, or a quoted one.
    static func isNegativeZero(_ node: Node) -> Bool {
        switch node.value {
        case .number(let number): number == 0 && number.sign == .minus
        case .string(let text): trimmed(text) == "-0"
        default: false
        }
    }

    static func unsigned(_ node: Node) -> JSONNumber? {
        guard case .unsigned(let value) = integer(node) else { return nil }
        return .unsigned(value)
    }

    /// A quoted integer is plain decimal JSON: no plus sign, no leading zero, no fraction; blanks around it are fine.
    private static func quoted(_ text: String) -> JSONNumber? {
        let text = trimmed(text)
        if text == "null" { return .null }
        guard isNumber(text), !text.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") })
        else { return nil }
        if let integer = Int64(text) { return .integer(integer) }
        if let integer = UInt64(text) { return .unsigned(integer) }
        return text.utf8.first == UInt8(ascii: "-") ? .integer(.min) : .unsigned(.max)
    }

    /// Without JSON's blanks around.
    ///
    /// A tab or line break is an escape in the JSON that Go sees, and no blank.
    static func trimmed(_ text: String) -> String {
        let bytes = text.utf8
        guard bytes.first == 0x20 || bytes.last == 0x20 else { return text }
        // By bytes: characters would be told apart first, which takes a second for a text of 1 MB.
        guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 })
        else { return "" }
        return String(Substring(bytes[first...last]))
    }

    /// RFC 8259 §6.
    static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        guard let first = whole.first, whole.count == 1 || first != UInt8(ascii: "0") else { return false }
        rest = rest.dropFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: isDigit)
            guard !fraction.isEmpty else { return false }
            rest = rest.dropFirst(fraction.count &+ 1)
        }
        guard let exponent = rest.first else { return true }
        guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }
}
