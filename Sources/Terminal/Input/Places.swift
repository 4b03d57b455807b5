/// Where a person's own files live: under `DESCENT_HOME` when that is set, else where the XDG base directory
/// specification says.
public enum Places {
    /// The file in which the typed lines are kept; nil when there is no home to keep it in.
    public static func history(_ environment: Environment) -> String? {
        state(environment).map { $0 + "/history" }
    }

    /// The record of the lessons; nil when there is no home to keep it in.
    public static func progress(_ environment: Environment) -> String? {
        if let home = environment["DESCENT_HOME"] { return home + "/progress.sqlite" }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/descent/progress.sqlite" }
        return environment["HOME"].map { $0 + "/.local/share/descent/progress.sqlite" }
    }

    /// What is known of answers that were graded before; nil when there is no home to keep it in.
    public static func grades(_ environment: Environment) -> String? {
        state(environment).map { $0 + "/grades.sqlite" }
    }

    static func state(_ environment: Environment) -> String? {
        if let home = environment["DESCENT_HOME"] { return home }
        // The specification asks to ignore relative paths.
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/descent" }
        return environment["HOME"].map { $0 + "/.local/state/descent" }
    }
}
