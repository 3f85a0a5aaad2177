import Documents
import IstioSchema

/// How istiod lays the ProxyConfigs of a pod over one another.
///
/// Source: pilot/pkg/model/proxy_config.go, `mergeWithPrecedence`, and pkg/config/mesh/mesh.go, `MergeProxyConfig`.
extension EffectiveValue {
    /// A message as it goes into a layer: istiod writes it as JSON first, which leaves out what proto3 takes for not set.
    ///
    /// `controlPlaneAuthPolicy: NONE` or `statusPort: 0` change nothing in a pod.
    init(layer message: Message, _ source: ValueSource) {
        self.init(message, source)
        guard case .mapping(let fields, let place) = self else { return }
        let unset = Set(message.fields.filter { $0.isLeftOutOfJSON }.map(\.shape.name))
        self = .mapping(fields.filter { !unset.contains($0.key) }, source: place)
    }

    /// This ProxyConfig with another laid over it.
    ///
    /// Fields replace, but `proxyMetadata` merges key by key, and `proxyHeaders` keeps some of its fields.
    func overlaid(with above: EffectiveValue) -> EffectiveValue {
        guard case .mapping(let own, let source) = self, case .mapping(let others, _) = above else { return above }
        let shape = MessageName.proxyConfig.shape
        var fields = own
        for (key, value) in others {
            if let oneof = shape.field(key)?.oneof {
                fields.removeAll { $0.key != key && shape.field($0.key)?.oneof == oneof }
            }
            guard let index = fields.firstIndex(where: { $0.key == key }) else {
                fields.append((key, value))
                continue
            }
            switch key {
            case "proxyMetadata": fields[index].value = fields[index].value.withEntries(of: value)
            case "proxyHeaders":
                fields[index].value = fields[index].value.withEntries(of: value, keeping: Self.keptHeaders)
            default: fields[index].value = value
            }
        }
        return .mapping(fields, source: source)
    }

    private static let keptHeaders: Set<String> = [
        "forwardedClientCert", "requestId", "attemptCount", "server", "envoyDebugHeaders",
    ]

    /// The entries of two mappings, of which the others win.
    ///
    /// - Parameter kept: the entries of this one that stay where the other has none; nil for all.
    private func withEntries(of above: EffectiveValue, keeping kept: Set<String>? = nil) -> EffectiveValue {
        guard case .mapping(let own, _) = self, case .mapping(let others, let source) = above else { return above }
        let replaced = Set(others.map { ExactText($0.key) })
        let rest = own.filter { !replaced.contains(ExactText($0.key)) && kept?.contains($0.key) ?? true }
        return .mapping(rest + others, source: source)
    }
}

extension Message.Field {
    /// Whether the value is what proto3 takes for not set; a wrapper, a message and a member of a oneof are set with any.
    fileprivate var isLeftOutOfJSON: Bool {
        switch value {
        case .list(let elements): return elements.isEmpty
        case .map(let pairs): return pairs.isEmpty
        default: break
        }
        guard case .single = shape.type, shape.oneof == nil else { return false }
        switch value {
        case .bool(let bool): return !bool
        case .integer(let integer): return integer == 0
        case .number(let number): return number == 0
        case .string(let text): return text.isEmpty
        case .enumeration(let value): return value.number == 0
        default: return false
        }
    }
}
