import Language
import Networks

/// What Keras 3.15.1 writes into the configuration of each class, in its order, with what stands there unless something
/// else is given. A name alone is the class of an initializer.
enum KerasConfigTable {
    /// The keys of a class; nil for one that is not Keras's, or of which nothing is known.
    static func entries(of name: String) -> [(key: String, standard: Value)]? {
        table[name]?.map { key, standard in
            guard let text = standard.asText, text.hasPrefix("@") else { return (key, standard) }
            return (key, KerasConfig.initializer(String(text.dropFirst()), []))
        }
    }

    /// The class of an initializer by the name that it has as text: `HeNormal` of `he_normal`, or of its own.
    static func initializer(named name: String) -> String? {
        byName[name] ?? (initializers.contains(name) ? name : nil)
    }

    private static let byName: [String: String] = Dictionary(
        initializers.flatMap { [(KerasName.snake($0), $0), ($0.lowercased(), $0)] },
        uniquingKeysWith: { first, _ in first })

    private static let initializers = [
        "Constant", "GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform", "Ones",
        "Orthogonal", "RandomNormal", "RandomUniform", "TruncatedNormal", "VarianceScaling", "Zeros", "Identity",
    ]

    private static let table: [String: [(key: String, standard: Value)]] = {
        var table: [String: [(key: String, standard: Value)]] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            for word in line.split(separator: " ") {
                guard let sign = word.firstIndex(of: "=") else {
                    name = String(word.dropLast())
                    table[name] = []
                    continue
                }
                var literal = word[word.index(after: sign)...]
                table[name]?.append((String(word[..<sign]), value(&literal)))
            }
        }
        return table
    }()

    /// A literal of the table; `text` is left behind it.
    private static func value(_ text: inout Substring) -> Value {
        guard let first = text.first else { return .none }
        if first == "(" {
            text.removeFirst()
            var items: [Value] = []
            while let next = text.first, next != ")" {
                items.append(value(&text))
                if text.first == "," { text.removeFirst() }
            }
            text.removeFirst()
            return .tuple(items)
        }
        let token = String(text.prefix { $0 != "," && $0 != ")" })
        text.removeFirst(token.count)
        switch token {
        case "None": return .none
        case "True": return .bool(true)
        case "False": return .bool(false)
        default:
            if first == "'" { return .text(String(token.dropFirst().dropLast())) }
            if let whole = Int(token) { return .int(whole) }
            return Double(token).map { .number($0) } ?? .text("@" + token)
        }
    }

    private static let text = layers + "\n" + ingredients + "\n" + optimizers + "\n" + schedules

    private static let layers =
        """
        Activation: activation='linear'
        ActivityRegularization: l1=0.0 l2=0.0
        Add:
        AdditiveAttention: use_scale=True dropout=0.0 seed=None
        AlphaDropout: rate=0.5 seed=None noise_shape=None
        Attention: use_scale=False score_mode='dot' dropout=0.0 seed=None
        Average:
        AveragePooling1D: pool_size=(2,) padding='valid' strides=(2,) data_format='channels_last'
        AveragePooling2D: pool_size=(2,2) padding='valid' strides=(2,2) data_format='channels_last'
        BatchNormalization: axis=-1 momentum=0.99 epsilon=0.001 center=True scale=True beta_initializer=Zeros
          gamma_initializer=Ones moving_mean_initializer=Zeros moving_variance_initializer=Ones
          beta_regularizer=None gamma_regularizer=None beta_constraint=None gamma_constraint=None
          synchronized=False renorm=False renorm_clipping=None renorm_momentum=0.99
        Concatenate: axis=-1
        Conv1D: filters=2 kernel_size=(3,) strides=(1,) padding='valid' data_format='channels_last'
          dilation_rate=(1,) groups=1 activation='linear' use_bias=True kernel_initializer=GlorotUniform
          bias_initializer=Zeros kernel_regularizer=None bias_regularizer=None activity_regularizer=None
          kernel_constraint=None bias_constraint=None
        Conv1DTranspose: filters=2 kernel_size=(3,) strides=(1,) padding='valid' output_padding=None
          data_format='channels_last' dilation_rate=(1,) activation='linear' use_bias=True
          kernel_initializer=GlorotUniform bias_initializer=Zeros kernel_regularizer=None bias_regularizer=None
          activity_regularizer=None kernel_constraint=None bias_constraint=None
        Conv2D: filters=2 kernel_size=(3,3) strides=(1,1) padding='valid' data_format='channels_last'
          dilation_rate=(1,1) groups=1 activation='linear' use_bias=True kernel_initializer=GlorotUniform
          bias_initializer=Zeros kernel_regularizer=None bias_regularizer=None activity_regularizer=None
          kernel_constraint=None bias_constraint=None
        Conv2DTranspose: filters=2 kernel_size=(3,3) strides=(1,1) padding='valid' output_padding=None
          data_format='channels_last' dilation_rate=(1,1) activation='linear' use_bias=True
          kernel_initializer=GlorotUniform bias_initializer=Zeros kernel_regularizer=None bias_regularizer=None
          activity_regularizer=None kernel_constraint=None bias_constraint=None
        Cropping1D: cropping=(1,1)
        Cropping2D: cropping=((0,0),(0,0)) data_format='channels_last'
        Dense: units=2 activation='linear' use_bias=True kernel_initializer=GlorotUniform bias_initializer=Zeros
          kernel_regularizer=None bias_regularizer=None kernel_constraint=None bias_constraint=None
          quantization_config=None
        DepthwiseConv2D: depth_multiplier=1 kernel_size=(2,2) strides=(1,1) padding='valid'
          data_format='channels_last' dilation_rate=(1,1) activation='linear' use_bias=True
          depthwise_initializer=GlorotUniform bias_initializer=Zeros depthwise_regularizer=None
          bias_regularizer=None activity_regularizer=None depthwise_constraint=None bias_constraint=None
        Dot: axes=2 normalize=False
        Dropout: rate=0.5 seed=None noise_shape=None
        ELU: alpha=1.0
        Embedding: input_dim=2 output_dim=3 embeddings_initializer=RandomUniform embeddings_regularizer=None
          activity_regularizer=None embeddings_constraint=None mask_zero=False quantization_config=None
        Flatten: data_format='channels_last'
        GRU: return_sequences=False return_state=False go_backwards=False stateful=False unroll=False
          zero_output_for_mask=False units=2 activation='tanh' recurrent_activation='sigmoid' use_bias=True
          kernel_initializer=GlorotUniform recurrent_initializer=Orthogonal bias_initializer=Zeros
          kernel_regularizer=None recurrent_regularizer=None bias_regularizer=None activity_regularizer=None
          kernel_constraint=None recurrent_constraint=None bias_constraint=None dropout=0.0
          recurrent_dropout=0.0 reset_after=True seed=None
        GRUCell: units=2 activation='tanh' recurrent_activation='sigmoid' use_bias=True
          kernel_initializer=GlorotUniform recurrent_initializer=Orthogonal bias_initializer=Zeros
          kernel_regularizer=None recurrent_regularizer=None bias_regularizer=None kernel_constraint=None
          recurrent_constraint=None bias_constraint=None dropout=0.0 recurrent_dropout=0.0 reset_after=True
          seed=None
        GaussianDropout: rate=0.5 seed=None
        GaussianNoise: stddev=0.5 seed=None
        GlobalAveragePooling1D: data_format='channels_last' keepdims=False
        GlobalAveragePooling2D: data_format='channels_last' keepdims=False
        GlobalMaxPooling1D: data_format='channels_last' keepdims=False
        GlobalMaxPooling2D: data_format='channels_last' keepdims=False
        GroupNormalization: groups=32 axis=-1 epsilon=0.001 center=True scale=True beta_initializer=Zeros
          gamma_initializer=Ones beta_regularizer=None gamma_regularizer=None beta_constraint=None
          gamma_constraint=None
        Identity:
        LSTM: return_sequences=False return_state=False go_backwards=False stateful=False unroll=False
          zero_output_for_mask=False units=2 activation='tanh' recurrent_activation='sigmoid' use_bias=True
          kernel_initializer=GlorotUniform recurrent_initializer=Orthogonal bias_initializer=Zeros
          unit_forget_bias=True kernel_regularizer=None recurrent_regularizer=None bias_regularizer=None
          activity_regularizer=None kernel_constraint=None recurrent_constraint=None bias_constraint=None
          dropout=0.0 recurrent_dropout=0.0 seed=None
        LSTMCell: units=2 activation='tanh' recurrent_activation='sigmoid' use_bias=True unit_forget_bias=True
          kernel_initializer=GlorotUniform recurrent_initializer=Orthogonal bias_initializer=Zeros
          kernel_regularizer=None recurrent_regularizer=None bias_regularizer=None kernel_constraint=None
          recurrent_constraint=None bias_constraint=None dropout=0.0 recurrent_dropout=0.0 seed=None
        LayerNormalization: axis=-1 epsilon=0.001 center=True scale=True rms_scaling=False
          beta_initializer=Zeros gamma_initializer=Ones beta_regularizer=None gamma_regularizer=None
          beta_constraint=None gamma_constraint=None
        LeakyReLU: negative_slope=0.3
        Masking: mask_value=0.0
        MaxPooling1D: pool_size=(2,) padding='valid' strides=(2,) data_format='channels_last'
        MaxPooling2D: pool_size=(2,2) padding='valid' strides=(2,2) data_format='channels_last'
        Maximum:
        Minimum:
        MultiHeadAttention: num_heads=2 key_dim=3 value_dim=3 dropout=0.0 use_bias=True use_gate=False
          output_shape=None attention_axes=None sliding_window=None kernel_initializer=GlorotUniform
          bias_initializer=Zeros kernel_regularizer=None bias_regularizer=None activity_regularizer=None
          kernel_constraint=None bias_constraint=None seed=None
        Multiply:
        PReLU: alpha_initializer=Zeros alpha_regularizer=None alpha_constraint=None shared_axes=None
        Permute: dims=(2,1)
        RMSNormalization: axis=-1 epsilon=1e-06
        ReLU: max_value=None negative_slope=0.0 threshold=0.0
        RepeatVector: n=2
        Rescaling: scale=2 offset=0.0
        Reshape: target_shape=(2,2)
        Resizing: data_format='channels_last' height=2 width=3 interpolation='bilinear'
          crop_to_aspect_ratio=False pad_to_aspect_ratio=False fill_mode='constant' fill_value=0.0
          antialias=False
        SeparableConv1D: depth_multiplier=1 filters=2 kernel_size=(3,) strides=(1,) padding='valid'
          data_format='channels_last' dilation_rate=(1,) activation='linear' use_bias=True
          depthwise_initializer=GlorotUniform pointwise_initializer=GlorotUniform bias_initializer=Zeros
          depthwise_regularizer=None pointwise_regularizer=None bias_regularizer=None activity_regularizer=None
          depthwise_constraint=None pointwise_constraint=None bias_constraint=None
        SeparableConv2D: depth_multiplier=1 filters=2 kernel_size=(3,3) strides=(1,1) padding='valid'
          data_format='channels_last' dilation_rate=(1,1) activation='linear' use_bias=True
          depthwise_initializer=GlorotUniform pointwise_initializer=GlorotUniform bias_initializer=Zeros
          depthwise_regularizer=None pointwise_regularizer=None bias_regularizer=None activity_regularizer=None
          depthwise_constraint=None pointwise_constraint=None bias_constraint=None
        SimpleRNN: return_sequences=False return_state=False go_backwards=False stateful=False unroll=False
          zero_output_for_mask=False units=2 activation='tanh' use_bias=True kernel_initializer=GlorotUniform
          recurrent_initializer=Orthogonal bias_initializer=Zeros kernel_regularizer=None
          recurrent_regularizer=None bias_regularizer=None activity_regularizer=None kernel_constraint=None
          recurrent_constraint=None bias_constraint=None dropout=0.0 recurrent_dropout=0.0
        SimpleRNNCell: units=2 activation='tanh' use_bias=True kernel_initializer=GlorotUniform
          recurrent_initializer=Orthogonal bias_initializer=Zeros kernel_regularizer=None
          recurrent_regularizer=None bias_regularizer=None kernel_constraint=None recurrent_constraint=None
          bias_constraint=None dropout=0.0 recurrent_dropout=0.0 seed=None
        Softmax: axis=-1
        SpatialDropout1D: rate=0.5 seed=None
        SpatialDropout2D: rate=0.5 seed=None data_format='channels_last'
        Subtract:
        UnitNormalization: axis=-1
        UpSampling1D: size=2
        UpSampling2D: size=(2,2) data_format='channels_last' interpolation='nearest'
        ZeroPadding1D: padding=(1,1) data_format='channels_last'
        ZeroPadding2D: padding=((1,1),(1,1)) data_format='channels_last'
        """

    private static let ingredients =
        """
        Constant: value=0.0
        GlorotNormal: seed=None input_axes=None output_axes=None
        GlorotUniform: seed=None input_axes=None output_axes=None
        HeNormal: seed=None input_axes=None output_axes=None
        HeUniform: seed=None input_axes=None output_axes=None
        LecunNormal: seed=None input_axes=None output_axes=None
        LecunUniform: seed=None input_axes=None output_axes=None
        MaxNorm: max_value=2 axis=0
        NonNeg:
        Ones:
        Orthogonal: seed=None gain=1.0
        RandomNormal: seed=None mean=0.0 stddev=0.05
        RandomUniform: seed=None minval=-0.05 maxval=0.05
        TruncatedNormal: seed=None mean=0.0 stddev=0.05
        UnitNorm: axis=0
        VarianceScaling: seed=None scale=1.0 mode='fan_in' distribution='truncated_normal' input_axes=None
          output_axes=None
        Zeros:
        L1: l1=0.01
        L2: l2=0.01
        L1L2: l1=0.0 l2=0.0
        """

    private static let optimizers =
        """
        Adadelta: rho=0.95 epsilon=1e-07
        Adafactor: beta_2_decay=-0.8 epsilon_1=1e-30 epsilon_2=0.001 clip_threshold=1.0 relative_step=True
        Adagrad: initial_accumulator_value=0.1 epsilon=1e-07
        Adam: beta_1=0.9 beta_2=0.999 epsilon=1e-07 amsgrad=False
        AdamW: beta_1=0.9 beta_2=0.999 epsilon=1e-07 amsgrad=False
        Adamax: beta_1=0.9 beta_2=0.999 epsilon=1e-07
        Ftrl: learning_rate_power=-0.5 initial_accumulator_value=0.1 l1_regularization_strength=0.0
          l2_regularization_strength=0.0 l2_shrinkage_regularization_strength=0.0 beta=0.0
        Lamb: beta_1=0.9 beta_2=0.999 epsilon=1e-07
        Lion: beta_1=0.9 beta_2=0.99
        Nadam: beta_1=0.9 beta_2=0.999 epsilon=1e-07
        RMSprop: rho=0.9 momentum=0.0 epsilon=1e-07 centered=False
        SGD: momentum=0.0 nesterov=False
        """

    private static let schedules =
        """
        CosineDecay: initial_learning_rate=0.1 decay_steps=10 alpha=0.0 name='CosineDecay' warmup_target=None
          warmup_steps=0
        CosineDecayRestarts: initial_learning_rate=0.1 first_decay_steps=10 t_mul=2.0 m_mul=1.0 alpha=0.0
          name='SGDRDecay'
        ExponentialDecay: initial_learning_rate=0.1 decay_steps=10 decay_rate=0.9 staircase=False
          name='ExponentialDecay'
        InverseTimeDecay: initial_learning_rate=0.1 decay_steps=10 decay_rate=0.5 staircase=False
          name='InverseTimeDecay'
        PiecewiseConstantDecay: boundaries=None values=None name='PiecewiseConstant'
        PolynomialDecay: initial_learning_rate=0.1 decay_steps=10 end_learning_rate=0.0001 power=1.0 cycle=False
          name='PolynomialDecay'
        """
}

extension KerasConfig {
    /// An initializer of a class, with what differs from its defaults.
    static func initializer(_ name: String, _ given: [(String, Value)]) -> Value {
        let keys = KerasConfigTable.entries(of: name) ?? []
        let config = keys.map { key, standard in (key, given.first { $0.0 == key }?.1 ?? standard) }
        return object("keras.initializers", name, dictionary(config))
    }
}
