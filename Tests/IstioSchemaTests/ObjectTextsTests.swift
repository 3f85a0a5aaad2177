import Documents
import IstioSchema
import Testing

@Suite struct `The labels of an object` {
    private func labels(_ text: String) throws -> ObjectTexts {
        ObjectTexts(try JSONReader().read(text))
    }

    @Test func `are found by the bytes of their names`() throws {
        let labels = try labels(#"{"app": "istiod", "K": "a letter", "\#u{212A}": "the sign of Kelvin"}"#)
        #expect(labels["app"] == "istiod")
        #expect(labels["K"] == "a letter")
        #expect(labels["\u{212A}"] == "the sign of Kelvin")
        #expect(labels["other"] == nil)
    }

    @Test func `count once where they are repeated, and not at all where they are no text`() throws {
        let labels = try labels(#"{"a": "1", "b": 2, "a": "3", "c": "4", "c": null}"#)
        #expect(labels["a"] == "3")
        #expect(labels["b"] == nil)
        #expect(labels["c"] == nil)
    }

    @Test(arguments: ["null", "[]", #""text""#, "{}"])
    func `are none where there is no mapping`(text: String) throws {
        let labels = try labels(text)
        #expect(labels == [:])
        #expect(labels.names.isEmpty)
    }

    @Test func `are the same in any order, and exactly the same in one`() throws {
        let labels = try labels(#"{"a": "1", "b": "2"}"#)
        #expect(labels == ["b": "2", "a": "1"])
        let turned = try self.labels(#"{"b": "2", "a": "1"}"#)
        #expect(labels == turned)
        #expect(!labels.isExactly(turned))
        #expect(labels.isExactly(try self.labels(#"{ "a": "1", "b": "2" }"#)))
    }

    @Test(arguments: [#"{"a": "1"}"#, #"{"a": "1", "b": "3"}"#, #"{"a": "1", "c": "2"}"#, #"{"a": "1", "b": 2}"#])
    func `differ in a name or a text`(other: String) throws {
        let labels = try labels(#"{"a": "1", "b": "2"}"#)
        #expect(labels != (try self.labels(other)))
        #expect(!labels.isExactly(try self.labels(other)))
    }

    @Test func `differ byte for byte where they only look the same`() throws {
        let composed = try labels(#"{"a": "\u00e9"}"#)
        let decomposed = try labels(#"{"a": "e\u0301"}"#)
        #expect(!composed.isExactly(decomposed))
    }

    @Test func `are replaced in a copy alone`() {
        let object = ObjectReference(kind: "ConfigMap", name: "istio", labels: ["a": "1"])
        var copy = object
        copy.name = "istio-canary"
        copy.namespace = "istio-system"
        copy.labels = ["b": "2"]
        #expect(object.name == "istio" && object.namespace.isEmpty && object.labels["a"] == "1")
        #expect(copy.name == "istio-canary" && copy.namespace == "istio-system" && copy.kind == "ConfigMap")
        #expect(copy.labels["a"] == nil && copy.labels["b"] == "2")
    }
}
