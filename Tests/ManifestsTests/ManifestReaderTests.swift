import Documents
import Testing

@testable import Manifests

@Suite("Manifest files")
struct ManifestReaderTests {
    private func names(_ text: String) -> [String] {
        ManifestReader().items(in: text).map { item in
            switch item.content {
            case .object(let node, _): "\(node["kind"]?.string ?? "?")@\(node.mark.line)"
            case .unreadable(let error): "unreadable@\(error.mark?.line ?? 0)"
            case .template: "template@\(item.line)"
            }
        }
    }

    @Test func `are split at lines of three dashes, with the marks of the file`() {
        #expect(names("kind: A\n---\nkind: B\n--- # c\nkind: C\n") == ["A@1", "B@3", "C@5"])
        #expect(names("# head\n---\nkind: A\n---\n---\nkind: B") == ["A@3", "B@6"])
        #expect(names("%YAML 1.1\n---\nkind: A\n") == ["A@3"])
        #expect(names("kind: A\ndata: |\n  ---\n  x\n") == ["A@1"])
    }

    @Test func `hide nothing behind what cannot be read`() {
        #expect(names("kind: A\n---\nkind: [\n---\nkind: C\n") == ["A@1", "unreadable@3", "C@5"])
        #expect(names("kind: {{ .Values.x }}\n---\nkind: B\n") == ["template@1", "B@3"])
    }

    @Test(arguments: [
        "data:\n  config: |\n    a: {{ .x }}\n  b: c: d\n",
        "data:\n  config: |\n\tpolicy: enabled\n    a: {{ .x }}\n",
        "data:\n  config: >-  # text\n    a: {{ .x }}\n    b: {% x %}\n\n  b: [\n",
        "metadata\n  name: a\ndata:\n- b: |2-\n    {{ .x }}\n  c: d\n",
    ])
    func `are broken, and no templates, where all actions stand in a block of text`(text: String) throws {
        let name = try #require(names(text).first)
        #expect(name.hasPrefix("unreadable@"), "\(name)")
    }

    @Test(arguments: [
        "data:\n  config: |\n    a: b\n  {{ .x }}\n  b: [\n",
        "data:\n  config: |\n{{ .x | indent 4 }}\n  b: [\n",
        "data:\n  config: |\n      {{- if .x }}\n    a: b\n      {{- end }}\n",
        "data:\n  - config: |\n      a: b\n    {{ .x }}: [\n",
        "{%- if x %}\ndata: [\n{{ .x }}\n",
    ])
    func `are templates where an action may change what YAML there is`(text: String) {
        #expect(names(text) == ["template@1"])
    }

    @Test func `give the elements of Lists, in YAML and JSON`() {
        #expect(names("kind: List\nitems:\n- kind: A\n- kind: B\n") == ["A@3", "B@4"])
        #expect(
            names("{\"kind\": \"List\", \"items\": [\n{\"kind\": \"A\"},\n{\"kind\": \"BList\", \"items\": []}]}") == [
                "A@2"
            ])
    }

    @Test func `may hold objects of JSON one behind the other, with the marks of the file`() {
        let objects = "\n{\"kind\": \"A\", \"a\": \"}{\\\"é\"}\n{\"kind\": \"B\"} {\"kind\": \"C\", \"b\": [{}]}\n"
        #expect(names(objects) == ["A@2", "B@3", "C@3"])
        #expect(names("kind: A\n---\n" + objects) == ["A@1", "A@4", "B@5", "C@5"])
        #expect(names("{\"kind\": \"Á\"}{\"kind\": \"B\"\n}{") == ["Á@1", "B@1", "unreadable@2"])
        let columns = ManifestReader().items(in: objects).compactMap { item -> Int? in
            guard case .object(let node, _) = item.content else { return nil }
            return node["kind"]?.mark.column
        }
        #expect(columns == [10, 10, 24])
    }

    @Test(arguments: [
        "{a: 1}", "{\"kind\": \"A\"} # {}\n", "{\"kind\": \"A\"}, {}", "{{ if }}\n{{ end }}\n", "{}]{}", "{",
        "{}\n[]\n",
    ])
    func `are one document where anything else stands there`(text: String) {
        #expect(ManifestChunk(text: text, line: 1).jsonObjects.map(\.text) == [text])
    }

    @Test func `may be empty`() {
        #expect(names("").isEmpty)
        #expect(names("---\n---\n# nothing\n").isEmpty)
    }
}

@Suite("Mesh documents of objects")
struct MeshDocumentFinderTests {
    private func documents(_ text: String, other: String? = nil) throws -> [String] {
        let object = try YAMLReader().read(text).root
        let other = try other.map { try YAMLReader().read($0).root }
        return MeshDocumentFinder().documents(in: object, other: other).map { "\($0.kind) \($0.field)" }
    }

    @Test(arguments: [
        "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n", "apiVersion: sailoperator.io/v1\nkind: Istio\n",
    ])
    func `are the networks of values too`(head: String) throws {
        let text = head + "spec: {values: {meshConfig: {a: 1}, global: {meshNetworks: {net1: {endpoints: []}}}}}\n"
        #expect(
            try documents(text) == ["mesh spec.values.meshConfig", "meshNetworks spec.values.global.meshNetworks"])
        #expect(try documents(head + "spec: {values: {global: {meshNetworks: {}}}}\n").isEmpty)
    }

    @Test func `are the variables of istiod that an operator sets`() throws {
        let values = "spec: {values: {pilot: {env: {A: b}}}}\n"
        let operators = "apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\n"
        #expect(try documents(operators + values) == ["istiodEnvironment spec.values.pilot.env"])
        #expect(
            try documents(operators + "spec: {components: {pilot: {k8s: {env: [{name: A, value: b}]}}}}\n")
                == ["istiodEnvironment spec.components.pilot.k8s.env"])
        #expect(
            try documents("apiVersion: sailoperator.io/v1\nkind: Istio\n" + values)
                == ["istiodEnvironment spec.values.pilot.env"])
    }

    @Test func `are not mere words of a namespace that is not Istio's`() throws {
        func configMap(_ name: String, _ namespace: String, _ mesh: String) -> String {
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \(name), namespace: \(namespace)}\ndata: {mesh: \(mesh)}\n"
        }
        #expect(try documents(configMap("istio-blue", "shop", "enabled")).isEmpty)
        for text in [
            configMap("istio", "istio-system", "enabled"), configMap("istio", "shop", "'a: ['"),
            configMap("istio", "shop", "''"), configMap("istio", "shop", "'{'"),
        ] {
            #expect(try documents(text).contains("mesh data.mesh"))
        }
        let before = configMap("istio", "shop", "'connectTimeout: 1s'")
        #expect(try documents(configMap("istio", "shop", "enabled"), other: before).contains("mesh data.mesh"))
    }
}

@Suite("Texts of files")
struct SourceTextTests {
    @Test func `have the lines that libyaml counts`() {
        let source = SourceText("a\r\nb\rc\n\u{85}d")
        #expect(source.lineCount == 5)
        #expect(source.line(1) == "a")
        #expect(source.line(2) == "b")
        #expect(source.line(3) == "c")
        #expect(source.line(5) == "d")
        #expect(source.line(6) == nil)
    }

    @Test func `know the byte of a place`() {
        let source = SourceText("a\näöü: x\n")
        #expect(source.offset(of: SourceMark(line: 2, column: 1)) == 2)
        #expect(source.offset(of: SourceMark(line: 2, column: 3)) == 6)
        #expect(source.offset(of: SourceMark(line: 2, column: 40)) == nil)
        #expect(source.offset(of: SourceMark(line: 9, column: 1)) == nil)
    }

    @Test func `map a literal block to its lines`() {
        let text = "data:\n  mesh: |-\n\n    a: 1\n    b: 2\n"
        guard case .object(let node, let source)? = ManifestReader().items(in: text).first?.content,
            let mesh = node["data"]?["mesh"]
        else {
            Issue.record("no object")
            return
        }
        #expect(source.origin(of: mesh).mark(SourceMark(line: 3, column: 1)) == SourceMark(line: 5, column: 5))
    }
}
