extension MessageName {
    /// Of each message, by its number, the fields that hold a message of one of these names: as their value, in a list or a
    /// map, or in a message that they hold.
    ///
    /// A walk that looks for some messages only goes into these fields, of whatever release the document is.
    package static func fields(holding wanted: Set<MessageName>) -> [FieldSet] {
        var fields = [FieldSet](repeating: FieldSet(), count: allCases.count)
        var isHolder = allCases.map(wanted.contains)
        // Messages may hold one another in a circle: until a round finds no more.
        var hasFound = true
        while hasFound {
            hasFound = false
            for (holder, held) in heldMessages.enumerated() {
                for field in held where isHolder[field.message.rawValue] && !fields[holder].contains(field.ordinal) {
                    fields[holder].insert(field.ordinal)
                    isHolder[holder] = true
                    hasFound = true
                }
            }
        }
        return fields
    }

    /// Of each message, by its number, the messages that its fields have in any release.
    private static let heldMessages: [[(ordinal: Int, message: MessageName)]] = allCases.map { name in
        name.shape.fields.enumerated().flatMap { ordinal, field in
            [field.type, field.earlier?.type].compactMap { type in
                if case .message(let message)? = type?.value { (ordinal, message) } else { nil }
            }
        }
    }
}
