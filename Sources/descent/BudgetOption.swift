import ArgumentParser
import Language

/// `--quick` and `--full`: how much work lessons may make.
enum BudgetFlag: String, EnumerableFlag {
    case quick, full

    var budget: Budget { self == .quick ? .quick : .full }
}

/// The budget of a command that begins with a first look.
struct BudgetOption: ParsableArguments {
    @Flag(
        exclusivity: .exclusive,
        help: "A first look on few seeds (the default), or all that the lessons ask for; budget(…) follows it.")
    private var flag: BudgetFlag = .quick

    var budget: Budget { flag.budget }
}
