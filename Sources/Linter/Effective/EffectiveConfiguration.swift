import Documents
import IstioSchema
import Manifests
import MeshRules
import Validation

/// The configuration that Istio runs with when it reads some files.
package struct EffectiveConfiguration: Sendable {
    /// YAML, a document each.
    package let text: String
    package let problems: [InputProblem]
    /// What of it Istio refuses, a line each, so that it does not run with it.
    package let refusals: [String]
    /// Why there is nothing to show; nil where there is.
    package let absence: String?

    /// Reads files with mesh configurations; with ProxyConfig resources (the weakest first) or an annotation, for the pod
    /// that they apply to.
    ///
    /// The annotation's file holds its text, or the workload that has it.
    package init(
        of files: [String], proxyConfigs: [String] = [], annotation: String? = nil, options: CheckOptions
    ) {
        var layers = Layers(options: options)
        let meshes = layers.documents(of: files, options.bareKind).filter { $0.document.kind == .mesh }
        var resources = layers.documents(of: proxyConfigs, .proxyconfig).filter {
            $0.document.kind == .proxyConfigResource
        }
        resources = layers.readable(resources)
        var annotations = layers.documents(of: annotation.map { [$0] } ?? [], .annotation)
            .filter { $0.document.kind == .proxyConfigAnnotation }
        annotations = layers.readable(annotations)
        let isPod = !proxyConfigs.isEmpty || annotation != nil
        var texts: [String] = []
        var refusals: [String] = []
        for mesh in layers.readable(meshes) {
            let release = layers.release(of: mesh)
            let version = release.version
            guard let effective = layers.value(of: mesh, version) else { continue }
            let refused = ([mesh] + resources + annotations).compactMap { layer in
                layers.refusal(of: layer, by: release).map { "\(layer.name), \($0.words): \($0.consequence)" }
            }
            refusals += refused.filter { !refusals.contains($0) }
            let subject = isPod ? "the ProxyConfig of a pod under \(mesh.name)" : mesh.name
            let header =
                refused.isEmpty
                ? ["\(subject), read by Istio \(version)"]
                : refused + ["\(subject), as Istio \(version) would run with it otherwise"]
            let value = isPod ? layers.proxyConfig(under: mesh, resources, annotations, version) : effective
            texts.append(header.map { "# \($0.onOneLine)\n" }.joined() + YAMLText.text(value))
        }
        text = texts.joined(separator: "---\n")
        problems = layers.problems
        self.refusals = refusals
        absence =
            meshes.isEmpty ? "no mesh configuration in what was given; say --kind mesh for a file without a kind" : nil
    }
}

/// Reads the documents that make up a configuration.
private struct Layers {
    let options: CheckOptions
    var problems: [InputProblem] = []

    init(options: CheckOptions) { self.options = options }

    struct Layer {
        let file: InputFile
        let document: MeshDocument

        var name: String {
            let reference = document.object
            return reference.kind.isEmpty ? file.name : "\(reference.kind) \(reference.name) of \(file.name)"
        }
    }

    mutating func documents(of paths: [String], _ kind: InputReader.BareKind?) -> [Layer] {
        let search = InputSearch(paths)
        problems += search.problems
        let reader = InputReader(finder: MeshDocumentFinder(names: options.policy.configMaps), bareKind: kind)
        var layers: [Layer] = []
        for path in search.files {
            do throws(InputProblem) {
                let file = try InputFile(reading: path, standardInputName: options.standardInputName)
                let content = reader.content(of: file, index: 0)
                problems += content.problems
                layers += content.objects.flatMap(\.documents).map { Layer(file: file, document: $0) }
            } catch {
                problems.append(error)
            }
        }
        return layers
    }

    /// Those that Istio can read; of the others the problem is kept.
    mutating func readable(_ layers: [Layer]) -> [Layer] {
        var readable: [Layer] = []
        for layer in layers {
            if read(layer, release(of: layer).version).written == nil {
                problems.append(
                    InputProblem(file: layer.file.name, line: nil, text: "Istio cannot read it: see sekisho check"))
            } else {
                readable.append(layer)
            }
        }
        return readable
    }

    func release(of layer: Layer) -> IstioRelease { options.release(for: layer.document.object) }

    func refusal(of layer: Layer, by release: IstioRelease) -> Refusal? {
        let report = Validator(rules: Rule.all, version: release.version).report(on: layer.document, now: options.now)
        return Refusal(in: report, by: release)
    }

    private func read(_ layer: Layer, _ version: IstioVersion) -> ReadDocument {
        Validator(rules: [], version: version).report(on: layer.document).read
    }

    private func source(_ layer: Layer, _ version: IstioVersion) -> ValueSource {
        let origin = layer.document.origin
        let name = layer.file.name
        return ValueSource(fallback: "default of Istio \(version)") { "\(name):\(origin.mark($0.mark).line)" }
    }

    func value(of layer: Layer, _ version: IstioVersion) -> EffectiveValue? {
        read(layer, version).effective.map {
            EffectiveValue($0.withListsAsKept(over: IstioDefaults.meshConfig(version)), source(layer, version))
        }
    }

    /// The ProxyConfig of a pod.
    ///
    /// Over Istio's defaults the mesh's `defaultConfig`, then resources for whole namespaces, then the annotation, and at
    /// last a resource that selects the pod: it wins over the pod's own annotation.
    ///
    /// Source: pilot/pkg/model/proxy_config.go, `EffectiveProxyConfig`.
    mutating func proxyConfig(
        under mesh: Layer, _ resources: [Layer], _ annotations: [Layer], _ version: IstioVersion
    ) -> EffectiveValue {
        var value = EffectiveValue(layer: IstioDefaults.proxyConfig(version), source(mesh, version))
        func add(_ message: Message?, of layer: Layer) {
            guard let message else { return }
            value = value.overlaid(with: EffectiveValue(layer: message, source(layer, version)))
        }
        add(read(mesh, version).effective?.message("defaultConfig"), of: mesh)
        let messages = resources.map { (layer: $0, message: read($0, version).written) }
        for (layer, message) in messages where message?.message("selector") == nil {
            value = resource(message, of: layer, version).map(value.overlaid) ?? value
        }
        for layer in annotations { add(read(layer, version).written, of: layer) }
        for (layer, message) in messages {
            guard let selector = message?.message("selector") else { continue }
            guard !selector.stringEntries("matchLabels").isEmpty else {
                problems.append(
                    InputProblem(
                        file: layer.file.name, line: nil, text: "has a selector without matchLabels: it selects no pod")
                )
                continue
            }
            value = resource(message, of: layer, version).map(value.overlaid) ?? value
        }
        return value
    }

    /// What a ProxyConfig resource says, in the fields of the mesh's ProxyConfig.
    ///
    /// Source: pilot/pkg/model/proxy_config.go, `toMeshConfigProxyConfig`.
    private func resource(_ message: Message?, of layer: Layer, _ version: IstioVersion) -> EffectiveValue? {
        guard let message,
            case .mapping(let fields, let place) = EffectiveValue(layer: message, source(layer, version))
        else { return nil }
        let taken = fields.compactMap { field -> (key: String, value: EffectiveValue)? in
            switch field.key {
            case "environmentVariables": ("proxyMetadata", field.value)
            case "concurrency", "image": field
            default: nil
            }
        }
        return .mapping(taken, source: place)
    }
}
