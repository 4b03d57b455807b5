public import Answers
public import Arrays
import Numbers

/// One learner's sitting: variables, settings, and the last value. Used by one thread at a time; only `work` may be
/// touched from elsewhere (a signal handler cancels through it).
public final class Session {
    /// All words that may be called.
    public let registry: Registry
    /// Stops evaluations and is told of their progress.
    public let work: Work
    let names = Namespace()
    /// What the words of `random` draw from.
    var chance = Session.chance(seed: 0)
    static func chance(seed: UInt64) -> RandomStream { RandomStream(seed: seed, purpose: "random") }
    /// What the words of `np.random` draw from.
    public var arrayChance = ArrayRandom(seed: 0)
    /// The seed that words use when none is given.
    public var seed: UInt64 = 0
    /// `keras`, `pytorch`, `optax` or `paper`: whose formulas and defaults count when a rule is not told.
    public var dialect = "keras"
    /// Whether the texts are those of a file of Python, where `^` is the exclusive or.
    public var isPython = false
    /// Which of its two values `budget(quick=…, full=…)` takes here.
    public var budget = Budget.quick
    /// The name of the script that runs and its arguments: `sys.argv`. To be set before the first line that asks for them.
    public var arguments = [""]
    /// Takes what is written to standard error; where it is nil, that is printed like everything else.
    public var messages: (@Sendable (String) -> Void)?
    /// Columns that printed results may take.
    public var width = 80
    /// What the text that is evaluated next may do; lessons only compute.
    public var permission: Permission
    /// What words keep from one line to the next.
    private var keepsakes: [ObjectIdentifier: AnyObject] = [:]
    /// The class objects of declared classes.
    var nativeTypes: [ObjectIdentifier: ClassObject] = [:]
    /// The variables of the modules that are written in the language, of those that were asked for.
    var writtenModules: [ObjectIdentifier: Namespace] = [:]
    /// How arrays are printed here: `np.set_printoptions`.
    public var printOptions = PrintOptions()
    /// Remarks that were made and need not be made again.
    var said: Set<String> = []
    /// How many NaNs were read from texts.
    private var nanCount: UInt64 = 0
    /// A NaN that is the same as itself and no other, as the objects that `float("nan")` makes are: their bits differ.
    func distinct(_ nan: Double) -> Double {
        nanCount += 1
        return Double(bitPattern: nan.bitPattern | nanCount & (1 << 50 - 1))
    }
    /// What `_` means.
    public var last: Value = .none

    /// - Parameters:
    ///   - registry: the words.
    ///   - work: stops what is evaluated here; one for the whole session.
    ///   - permission: what texts may do here.
    public init(registry: Registry, work: Work = Work(), permission: Permission = .computing) {
        self.registry = registry
        self.work = work
        self.permission = permission
    }

    deinit {
        names.isAbandoned = work.isStoppedByPerson
        guard names.isAbandoned else { return }
        var values = [last]
        last = .none
        LargeValue.leaveBehind(&values)
    }

    /// What words of one kind keep from one line to the next; made when it is first asked for.
    public func kept<Keepsake: AnyObject>(_ type: Keepsake.Type, _ make: () -> Keepsake) -> Keepsake {
        if let known = keepsakes[ObjectIdentifier(type)] as? Keepsake { return known }
        let made = make()
        keepsakes[ObjectIdentifier(type)] = made
        return made
    }

    /// What has been assigned, by name. Setting it leaves imported modules as they are, unless a name is taken.
    public var variables: [String: Value] {
        get { names.all.filter { !$0.value.isModule } }
        set {
            for (name, value) in names.all where !value.isModule && newValue[name] == nil { names[name] = nil }
            for (name, value) in newValue { names[name] = value }
        }
    }

    /// The value of one variable; nil where there is none.
    public subscript(_ name: String) -> Value? { names[name].flatMap { $0.isModule ? nil : $0 } }

    /// What imported names stand for: `tf` is tensorflow.
    public var modules: [String: [String]] {
        get {
            names.all.compactMapValues { value in
                if case .object(let module as ModuleObject) = value { module.path } else { nil }
            }
        }
        set {
            for name in modules.keys where newValue[name] == nil { names[name] = nil }
            for (name, path) in newValue { names[name] = .object(ModuleObject(path)) }
        }
    }
}
