public import Answers
public import Tuning

extension Configuration {
    /// Reads an object of names and settings.
    ///
    /// - Parameter what: what is read, for the message.
    /// - Throws: `Mistake` for anything else, and for a list or object as a setting.
    public init(json: JSON, from what: String) throws {
        guard let pairs = json.pairs else {
            throw Mistake(
                "\(what) holds no object", expected: "names and values", try: "{\"lr\": 0.01, \"width\": 32}")
        }
        self.init()
        for pair in pairs {
            guard let setting = Setting(pair.value) else {
                throw Mistake(
                    "\(what): \(pair.key) is \(pair.value.text)", expected: "a number, a text, true, false or null")
            }
            self[pair.key] = setting
        }
    }
}

/// The columns of a trial that are documents.
enum TrialText {
    static func settings(_ trial: Trial) -> String { JSON.array(trial.configuration.settings.map(\.json)).pythonText }
    static func results(_ trial: Trial) -> String { JSON.array(trial.values.map { .number($0) }).pythonText }
    static func fixed(_ trial: Trial) -> String { trial.fixed.json.pythonText }

    static func domains(_ trial: Trial) -> String {
        JSON.object(zip(trial.configuration.names, trial.domains).map { JSON.Pair($0, $1.distribution) }).pythonText
    }

    static func constraints(_ trial: Trial) -> String {
        object(trial.constraints.mapValues { .number($0) })
    }

    static func attributes(_ trial: Trial) -> String { object(trial.attributes) }

    /// In alphabetical order, so that equal contents are equal texts.
    static func object(_ members: [String: JSON]) -> String {
        JSON.object(members.sorted { $0.key < $1.key }.map { JSON.Pair($0.key, $0.value) }).pythonText
    }

    static func members(_ json: JSON) -> [String: JSON] {
        Dictionary((json.pairs ?? []).map { ($0.key, $0.value) }) { $1 }
    }
}
