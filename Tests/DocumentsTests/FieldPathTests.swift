import Testing

@testable import Documents

@Suite struct FieldPathTests {
    @Test func `reads as a person writes it`() {
        let path = FieldPath.root.field("extensionProviders").element(0).field("labels").key("a.b")
        #expect(path.description == #"extensionProviders[0].labels["a.b"]"#)
        #expect(FieldPath.root.description == "")
    }

    @Test func `compares by its steps`() {
        #expect(FieldPath.root.field("a").field("b") == FieldPath.root.field("a").field("b"))
        #expect(FieldPath.root.field("a").field("b") != FieldPath.root.field("b"))
        #expect(FieldPath.root.field("a") != FieldPath.root.key("a"))
        #expect(FieldPath.root.element(1) == FieldPath.root.element(1))
        #expect(FieldPath.root.element(1) != FieldPath.root.element(2))
        #expect(FieldPath.root.key("K") != FieldPath.root.key("\u{212A}"))
        #expect(Set([FieldPath.root.field("\u{E9}"), .root.field("e\u{301}")]).count == 2)
    }

    @Test func `shows control characters of a key as escapes`() {
        #expect(FieldPath.root.key("a\nb\u{7F}").description == #"["a\nb\u{7f}"]"#)
    }
}
