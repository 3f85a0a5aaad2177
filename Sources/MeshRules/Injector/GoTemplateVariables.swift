import Documents

/// The variables that a template of Go's text/template has declared where its parser stands.
///
/// `$` is always there. One that an action declares lives until the {{end}} of the block around it.
struct GoTemplateVariables {
    private var names: [ExactText] = []
    private var counts: [ExactText: Int] = [:]

    var count: Int { names.count }

    mutating func declare(_ name: String) {
        let name = ExactText(name)
        names.append(name)
        counts[name, default: 0] &+= 1
    }

    /// Forgets all but as many, those that were declared first.
    mutating func keep(_ count: Int) {
        while names.count > count, let name = names.popLast() {
            let left = (counts[name] ?? 0) &- 1
            counts[name] = left > 0 ? left : nil
        }
    }

    func contains(_ name: String) -> Bool { name.utf8.elementsEqual("$".utf8) || counts[ExactText(name)] != nil }
}
