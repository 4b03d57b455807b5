public import Answers

/// One value for each hyperparameter that is in force, in the order of the space.
public struct Configuration: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// The hyperparameters' names, in the order in which they were set.
    public private(set) var names: [String] = []
    /// The value of each hyperparameter, in the order of `names`.
    public private(set) var settings: [Setting] = []

    /// A configuration in which nothing is set yet.
    public init() {}

    /// `["lr": .number(0.1)]`
    public init(dictionaryLiteral pairs: (String, Setting)...) {
        for (name, setting) in pairs { self[name] = setting }
    }

    /// What a name is set to; nil where it is not in force. A new name goes to the end.
    public subscript(name: String) -> Setting? {
        get { names.firstIndex(of: name).map { settings[$0] } }
        set {
            let place = names.firstIndex(of: name)
            switch (place, newValue) {
            case (let place?, let setting?): settings[place] = setting
            case (let place?, nil):
                names.remove(at: place)
                settings.remove(at: place)
            case (nil, let setting?):
                names.append(name)
                settings.append(setting)
            case (nil, nil): break
            }
        }
    }

    /// `lr=0.001, width=32`
    public var text: String {
        zip(names, settings).map { "\($0)=\($1.text)" }.joined(separator: ", ")
    }

    /// An object with the values as they were written.
    public var json: JSON { .object(zip(names, settings).map { JSON.Pair($0, $1.json) }) }
}
