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
    /// Values that could not be read, and those that nobody reads as they stand.
    let remarks: Remarks
    /// Whether all values stand in the file as they are read.
    let isEditable: Bool

    /// What there is to say of values that are not judged: lines of the file, and what goes for them.
    struct Remarks {
        var problems: [(line: Int, text: String)] = []
        var skipped: [(line: Int, text: String)] = []

        fileprivate mutating func add(_ error: YAMLError, of text: String, from origin: TextOrigin) {
            if error.kind == .syntax, text.isTemplate {
                skipped.append((origin.mark(.start).line, "the values are skipped, as they are a template"))
            } else {
                problems.append((origin.mark(error.mark?.within(text) ?? .start).line, "the values \(error.reason)"))
            }
        }
    }

    /// What a chart is installed with.
    struct Source {
        var values: Node?
        /// Where the values stand in the object.
        var path: FieldPath
        var chart: Chart
        var isEditable = true
        /// Whether values come from elsewhere too: files, or objects of the cluster.
        var isPartial = false
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

        /// Whether it is one of Istio's that makes no mesh document, whatever its values hold; the values of charts below
        /// it are theirs.
        ///
        /// Source: manifests/charts of istio/istio: `base`, `gateway`, `istio-cni` and `ztunnel`, of whose templates
        /// ztunnel's alone names `meshConfig`, for `defaultConfig.proxyMetadata`, as text.
        var makesNoMesh: Bool { ["base", "gateway", "cni", "ztunnel"].contains(name) }
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
        var remarks = Remarks()
        let sources =
            object["kind"]?.string == "HelmRelease"
            ? Self.fluxSources(of: object) : Self.argoSources(of: object, source, &remarks)
        var reference = ObjectReference(of: object)
        reference.labels = [:]
        if let chart = sources.first(where: { $0.chart.isIstios && !$0.chart.version.isEmpty })?.chart {
            reference.labels = ["helm.sh/chart": "istiod-\(chart.version)"]
        }
        documents = sources.flatMap { Self.documents(of: $0, reference, &remarks) }
        self.reference = reference
        self.remarks = remarks
        isEditable = sources.allSatisfy(\.isEditable)
    }

    private static func documents(
        of source: Source, _ reference: ObjectReference, _ remarks: inout Remarks
    ) -> [MeshDocument] {
        guard let values = source.values else { return [] }
        return HelmValues(values).parts.compactMap { part in
            let field = part.steps.reduce(source.path) { $0.field($1) }
            if part.kind == .mesh, !source.chart.isIstios, !BareDocument.isMeshConfig(part.root) { return nil }
            if source.chart.makesNoMesh, part.isOfChartItself {
                if part.kind == .mesh {
                    let text = "\(field): skipped, as the chart \(source.chart.name) makes no mesh configuration of it"
                    remarks.skipped.append((part.root.mark.line, text))
                }
                return nil
            }
            let root = part.root.withoutPlaceholders
            return MeshDocument(
                part.kind, .node(root ?? part.root), object: reference, field: field, label: field.description,
                isPartial: source.isPartial || root != nil)
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
                chart: Chart(name: template?["chart"]?.string, version: template?["version"]?.string),
                isPartial: spec?["valuesFrom"]?.elements.isEmpty == false)
        ]
    }

    // MARK: Argo CD

    /// Source: github.com/argoproj/argo-cd pkg/apis/application/v1alpha1 `ApplicationSourceHelm`.
    private static func argoSources(
        of object: Node, _ file: SourceText, _ remarks: inout Remarks
    ) -> [Source] {
        var spec = object["spec"]
        var path = FieldPath.root.field("spec")
        if object["kind"]?.string == "ApplicationSet" {
            spec = spec?["template"]?["spec"]
            path = path.field("template").field("spec")
        }
        var sources: [Source] = []
        if let source = spec?["source"] { sources.append(argoSource(source, path.field("source"), file, &remarks)) }
        for (index, source) in (spec?["sources"]?.elements ?? []).enumerated() {
            sources.append(argoSource(source, path.field("sources").element(index), file, &remarks))
        }
        return sources
    }

    /// `valuesObject` takes the place of `values`, and parameters go over both.
    private static func argoSource(
        _ source: Node, _ path: FieldPath, _ file: SourceText, _ remarks: inout Remarks
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
                if chart.isIstios || text.holds("meshConfig:") { remarks.add(error, of: text, from: origin) }
            }
        }
        let parameters = HelmParameters(helm?["parameters"]?.elements ?? [])
        if !parameters.isEmpty {
            if result.values == nil { result.path = path.field("parameters") }
            result.values = parameters.applied(to: result.values)
            result.isEditable = false
        }
        result.isPartial = ["valueFiles", "fileParameters"].contains { helm?[$0]?.elements.isEmpty == false }
        return result
    }
}

extension Node {
    /// A mesh document without the fields that somebody fills in first: `${NAME}` of Flux, `{{name}}` of Argo CD; nil where
    /// there are none.
    ///
    /// Whole fields of the document and of its defaultConfig, as half a field would be a mistake by itself.
    fileprivate var withoutPlaceholders: Node? {
        guard holdsPlaceholder else { return nil }
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
