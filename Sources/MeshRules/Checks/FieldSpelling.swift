extension Set<String> {
    /// JSON names of fields, and the proto's names for the same, which Istio takes too: `trustDomain`, `trust_domain`.
    var inBothSpellings: Set<String> {
        union(
            map { name in
                name.reduce(into: "") { text, letter in
                    text += letter.isUppercase ? "_\(letter.lowercased())" : "\(letter)"
                }
            })
    }
}
