import Documents
import IstioSchema
import Manifests

/// An object that has somebody install a Helm chart, and the mesh documents that its values make: Argo CD's Application
/// and ApplicationSet, Flux' HelmRelease.
///
/// Of a chart that is not Istio's, values count only where they look like a mesh configuration.
struct ChartInstallation {
    let documents: [MeshDocument]
    /// With the release that the chart's version names, and no other.
    let reference: ObjectReference
    /// Values in a text that is no YAML, with the file's marks.
    let problems: [YAMLError]
    /// Where values begin in a text that is no YAML before somebody fills it in.
    let templateLines: [Int]
    /// Whether all values stand in the file as they are read.
    let isEditable: Bool

    /// Values in texts that could not be read.
    private struct Unread {
        var problems: [YAMLError] = []
        var templateLines: [Int] = []
    }

    /// What a chart is installed with.
    struct Source {
        var values: Node?
        /// Where the values stand in the object.
        var path: FieldPath
        var chart: Chart
        var isEditable = true
    }

    /// The chart of a source, as far as it is said.
    struct Chart {
        let name: String
        let version: String

        init(name: String?, version: String?) {
            // A chart in a registry of images has a path.
            self.name = name?.split(separator: "/").last.map(String.init) ?? ""
            self.version = version ?? ""
        }

        var isIstios: Bool { name.hasPrefix("istio") }
    }

    /// Whether an object is of one of these kinds.
    static func isOne(_ object: Node) -> Bool {
        guard let kind = object["kind"]?.string, kind == "HelmRelease" || kind.hasPrefix("Application") else {
            return false
        }
        let group = object["apiVersion"]?.string?.split(separator: "/").first
        switch kind {
        case "HelmRelease": return group == "helm.toolkit.fluxcd.io"
        case "Application", "ApplicationSet": return group == "argoproj.io"
        default: return false
        }
    }

    /// Nil for an object of another kind.
    init?(of object: Node, in source: SourceText) {
        guard Self.isOne(object) else { return nil }
        var unread = Unread()
        let sources =
            object["kind"]?.string == "HelmRelease"
            ? Self.fluxSources(of: object) : Self.argoSources(of: object, source, &unread)
        var reference = ObjectReference(of: object)
        reference.labels = [:]
        if let chart = sources.first(where: { $0.chart.isIstios && !$0.chart.version.isEmpty })?.chart {
            reference.labels = ["helm.sh/chart": "istiod-\(chart.version)"]
        }
        documents = sources.flatMap { Self.documents(of: $0, reference) }
        self.reference = reference
        problems = unread.problems
        templateLines = unread.templateLines
        isEditable = sources.allSatisfy(\.isEditable)
    }

    private static func documents(of source: Source, _ reference: ObjectReference) -> [MeshDocument] {
        guard let values = source.values else { return [] }
        return HelmValues(values).documents(in: reference, at: source.path).compactMap { document in
            guard case .node(let root) = document.body else { return nil }
            if document.kind == .mesh, !source.chart.isIstios, !BareDocument.isMeshConfig(root) { return nil }
            return MeshDocument(
                document.kind, .node(root.withoutPlaceholders), object: reference, field: document.field,
                label: document.label)
        }
    }

    // MARK: Flux

    /// Source: github.com/fluxcd/helm-controller api/v2 `HelmReleaseSpec`.
    private static func fluxSources(of object: Node) -> [Source] {
        let spec = object["spec"]
        let template = spec?["chart"]?["spec"]
        return [
            Source(
                values: spec?["values"], path: .root.field("spec").field("values"),
                chart: Chart(name: template?["chart"]?.string, version: template?["version"]?.string))
        ]
    }

    // MARK: Argo CD

    /// Source: github.com/argoproj/argo-cd pkg/apis/application/v1alpha1 `ApplicationSourceHelm`.
    private static func argoSources(
        of object: Node, _ file: SourceText, _ unread: inout Unread
    ) -> [Source] {
        var spec = object["spec"]
        var path = FieldPath.root.field("spec")
        if object["kind"]?.string == "ApplicationSet" {
            spec = spec?["template"]?["spec"]
            path = path.field("template").field("spec")
        }
        var sources: [Source] = []
        if let source = spec?["source"] { sources.append(argoSource(source, path.field("source"), file, &unread)) }
        for (index, source) in (spec?["sources"]?.elements ?? []).enumerated() {
            sources.append(argoSource(source, path.field("sources").element(index), file, &unread))
        }
        return sources
    }

    /// `valuesObject` takes the place of `values`, and parameters go over both.
    private static func argoSource(
        _ source: Node, _ path: FieldPath, _ file: SourceText, _ unread: inout Unread
    ) -> Source {
        let chart = Chart(name: source["chart"]?.string, version: source["targetRevision"]?.string)
        let helm = source["helm"]
        let path = path.field("helm")
        var result = Source(values: nil, path: path.field("values"), chart: chart)
        if let values = helm?["valuesObject"], !values.isNull {
            result = Source(values: values, path: path.field("valuesObject"), chart: chart)
        } else if let scalar = helm?["values"], let text = scalar.string {
            let origin = file.origin(of: scalar)
            if case .scalar = origin { result.isEditable = false }
            do throws(YAMLError) {
                result.values = try YAMLReader().read(text).root.moved(by: origin)
            } catch {
                if chart.isIstios || text.holds("meshConfig:") {
                    if error.kind == .syntax, text.isTemplate {
                        unread.templateLines.append(origin.mark(.start).line)
                    } else {
                        unread.problems.append(
                            YAMLError(error.problem, at: origin.mark(error.mark ?? .start), kind: error.kind))
                    }
                }
            }
        }
        let parameters = HelmParameters(helm?["parameters"]?.elements ?? [])
        if !parameters.isEmpty {
            if result.values == nil { result.path = path.field("parameters") }
            result.values = parameters.applied(to: result.values)
            result.isEditable = false
        }
        return result
    }
}

extension Node {
    /// A mesh document without the fields that somebody fills in first: `${NAME}` of Flux, `{{name}}` of Argo CD.
    ///
    /// Whole fields of the document and of its defaultConfig, as half a field would be a mistake by itself.
    fileprivate var withoutPlaceholders: Node {
        guard holdsPlaceholder else { return self }
        let kept = entries.compactMap { entry -> Entry? in
            guard entry.value.holdsPlaceholder else { return entry }
            guard entry.name == "defaultConfig" else { return nil }
            let inner = entry.value.entries.filter { !$0.value.holdsPlaceholder }
            return Entry(
                name: entry.name, key: entry.key,
                value: Node(
                    .mapping(inner), mark: entry.value.mark, end: entry.value.end, style: entry.value.style))
        }
        return Node(.mapping(kept), mark: mark, end: end, style: style)
    }

    private var holdsPlaceholder: Bool {
        switch value {
        case .string(let text): text.contains("${") || text.contains("{{")
        case .sequence(let elements): elements.contains(where: \.holdsPlaceholder)
        case .mapping(let entries): entries.contains { $0.name.contains("${") || $0.value.holdsPlaceholder }
        default: false
        }
    }
}
