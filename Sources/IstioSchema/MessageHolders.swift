extension MessageName {
    /// Of each message, by its number, the fields that hold a message of one of these names: as their value, in a list or a
    /// map, or in a message that they hold.
    ///
    /// A walk that looks for some messages only goes into these fields, of whatever release the document is.
    package static func fields(holding wanted: Set<MessageName>) -> [FieldSet] {
        var fields = [FieldSet](repeating: FieldSet(), count: allCases.count)
        var holders = wanted
        // Messages may hold one another in a circle: until a round finds no more.
        var before = -1
        while holders.count != before {
            before = holders.count
            for name in allCases {
                for (ordinal, field) in name.shape.fields.enumerated() where field.holds(anyOf: holders) {
                    fields[name.rawValue].insert(ordinal)
                    holders.insert(name)
                }
            }
        }
        return fields
    }
}

extension FieldShape {
    /// Whether the field is of one of these messages in any release.
    fileprivate func holds(anyOf names: Set<MessageName>) -> Bool {
        [type, earlier?.type].contains { type in
            if case .message(let name)? = type?.value { names.contains(name) } else { false }
        }
    }
}
