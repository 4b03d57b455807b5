/// One number for each dialect.
public struct PerDialect: Sendable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    private let keras: Double
    private let pytorch: Double
    private let optax: Double
    private let paper: Double

    /// `all`, but where a dialect has its own.
    public init(_ all: Double, keras: Double? = nil, pytorch: Double? = nil, optax: Double? = nil, paper: Double? = nil)
    {
        self.keras = keras ?? all
        self.pytorch = pytorch ?? all
        self.optax = optax ?? all
        self.paper = paper ?? all
    }

    /// The same for every dialect.
    public init(floatLiteral value: Double) { self.init(value) }
    /// The same for every dialect.
    public init(integerLiteral value: Int) { self.init(Double(value)) }

    /// The number of one dialect.
    public subscript(_ dialect: Dialect) -> Double {
        switch dialect {
        case .keras: keras
        case .pytorch: pytorch
        case .optax: optax
        case .paper: paper
        }
    }

    /// Whether all dialects agree.
    public var isUniform: Bool { keras == pytorch && pytorch == optax && optax == paper }
}
