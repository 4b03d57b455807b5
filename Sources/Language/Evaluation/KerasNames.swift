/// The names that Keras has in its modules of classes and functions, so that a word of the laboratory does not answer there.
enum KerasNames {
    /// Whether a module of Keras has a name; true of modules that are not listed.
    static func has(_ name: String, in path: [String]) -> Bool {
        guard let place = path.firstIndex(of: "keras"), place <= 1 else { return true }
        let module = path[(place + 1)...].joined(separator: ".")
        guard let names = table[module] else { return true }
        if names.contains(name) { return true }
        // What TensorFlow still keeps of older names.
        return place == 1 && older[module]?.contains(name) == true
    }

    private static func set(_ names: String) -> Set<String> {
        Set(names.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let older: [String: Set<String>] = [
        "losses": set("KLD MAE MAPE MSE MSLE Reduction kld kullback_leibler_divergence logcosh mae mape mse msle"),
        "metrics": set("KLD MAE MAPE MSE MSLE kld kullback_leibler_divergence logcosh mae mape mse msle"),
        "layers": set("RandomHeight RandomWidth ThresholdedReLU"),
    ]

    private static let table: [String: Set<String>] = [
        "layers": set(
            """
            Activation ActivityRegularization AdaptiveAveragePooling1D AdaptiveAveragePooling2D
            AdaptiveAveragePooling3D AdaptiveMaxPooling1D AdaptiveMaxPooling2D AdaptiveMaxPooling3D Add
            AdditiveAttention AlphaDropout Attention AugMix AutoContrast Average AveragePooling1D
            AveragePooling2D AveragePooling3D AvgPool1D AvgPool2D AvgPool3D BatchNormalization
            Bidirectional CategoryEncoding CenterCrop Concatenate
            ContrastLimitedAdaptiveHistogramEqualization Conv1D Conv1DTranspose Conv2D Conv2DTranspose
            Conv3D Conv3DTranspose ConvLSTM1D ConvLSTM2D ConvLSTM3D Convolution1D Convolution1DTranspose
            Convolution2D Convolution2DTranspose Convolution3D Convolution3DTranspose Cropping1D
            Cropping2D Cropping3D CutMix Dense DepthwiseConv1D DepthwiseConv2D Discretization Dot Dropout
            ELU EinsumDense Embedding Equalization Flatten FlaxLayer GRU GRUCell GaussianDropout
            GaussianNoise GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D
            GlobalAvgPool1D GlobalAvgPool2D GlobalAvgPool3D GlobalMaxPool1D GlobalMaxPool2D
            GlobalMaxPool3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D GroupNormalization
            GroupQueryAttention HashedCrossing Hashing Identity Input InputLayer InputSpec IntegerLookup
            JaxLayer LSTM LSTMCell Lambda Layer LayerNormalization LeakyReLU Masking MaxNumBoundingBoxes
            MaxPool1D MaxPool2D MaxPool3D MaxPooling1D MaxPooling2D MaxPooling3D Maximum MelSpectrogram
            Minimum MixUp MultiHeadAttention Multiply Normalization PReLU Permute Pipeline
            RMSNormalization RNN RandAugment RandomBrightness RandomColorDegeneration RandomColorJitter
            RandomContrast RandomCrop RandomElasticTransform RandomErasing RandomFlip RandomGaussianBlur
            RandomGrayscale RandomHue RandomInvert RandomPerspective RandomPosterization RandomRotation
            RandomSaturation RandomSharpness RandomShear RandomTranslation RandomZoom ReLU RepeatVector
            Rescaling Reshape Resizing ReversibleEmbedding STFTSpectrogram SeparableConv1D SeparableConv2D
            SeparableConvolution1D SeparableConvolution2D SimpleRNN SimpleRNNCell Softmax Solarization
            SpatialDropout1D SpatialDropout2D SpatialDropout3D SpectralNormalization StackedRNNCells
            StringLookup Subtract TFSMLayer TextVectorization TimeDistributed TorchModuleWrapper
            UnitNormalization UpSampling1D UpSampling2D UpSampling3D Wrapper ZeroPadding1D ZeroPadding2D
            ZeroPadding3D add average concatenate deserialize dot maximum minimum multiply serialize
            subtract
            """),
        "optimizers": set(
            """
            Adadelta Adafactor Adagrad Adam AdamW Adamax Ftrl Lamb Lion LossScaleOptimizer MultiOptimizer
            Muon Nadam Optimizer OptimizerMap RMSprop SGD ScheduleFreeAdamW deserialize get serialize
            """),
        "optimizers.schedules": set(
            """
            CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay LearningRateSchedule
            PiecewiseConstantDecay PolynomialDecay deserialize serialize
            """),
        "losses": set(
            """
            BinaryCrossentropy BinaryFocalCrossentropy CTC CategoricalCrossentropy
            CategoricalFocalCrossentropy CategoricalGeneralizedCrossEntropy CategoricalHinge Circle
            CosineSimilarity Dice Hinge Huber KLDivergence LogCosh Loss MeanAbsoluteError
            MeanAbsolutePercentageError MeanSquaredError MeanSquaredLogarithmicError Poisson
            SparseCategoricalCrossentropy SquaredHinge Tversky binary_crossentropy
            binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy
            categorical_generalized_cross_entropy categorical_hinge circle cosine_similarity ctc
            deserialize dice get hinge huber kl_divergence log_cosh mean_absolute_error
            mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson
            serialize sparse_categorical_crossentropy squared_hinge tversky
            """),
        "metrics": set(
            """
            AUC Accuracy BinaryAccuracy BinaryCrossentropy BinaryIoU CategoricalAccuracy
            CategoricalCrossentropy CategoricalHinge ConcordanceCorrelation CosineSimilarity F1Score
            FBetaScore FalseNegatives FalsePositives Hinge IoU KLDivergence LogCoshError Mean
            MeanAbsoluteError MeanAbsolutePercentageError MeanIoU MeanMetricWrapper MeanSquaredError
            MeanSquaredLogarithmicError Metric OneHotIoU OneHotMeanIoU PearsonCorrelation Poisson
            Precision PrecisionAtRecall R2Score Recall RecallAtPrecision RootMeanSquaredError
            SensitivityAtSpecificity SparseCategoricalAccuracy SparseCategoricalCrossentropy
            SparseTopKCategoricalAccuracy SpecificityAtSensitivity SquaredHinge Sum
            TopKCategoricalAccuracy TrueNegatives TruePositives binary_accuracy binary_crossentropy
            binary_focal_crossentropy categorical_accuracy categorical_crossentropy
            categorical_focal_crossentropy categorical_hinge concordance_correlation deserialize get hinge
            huber kl_divergence log_cosh mean_absolute_error mean_absolute_percentage_error
            mean_squared_error mean_squared_logarithmic_error pearson_correlation poisson serialize
            sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy
            squared_hinge top_k_categorical_accuracy
            """),
        "callbacks": set(
            """
            BackupAndRestore CSVLogger Callback CallbackList EarlyStopping History LambdaCallback
            LearningRateScheduler ModelCheckpoint OrbaxCheckpoint ProgbarLogger ReduceLROnPlateau
            RemoteMonitor SwapEMAWeights TensorBoard TerminateOnNaN
            """),
        "initializers": set(
            """
            Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity IdentityInitializer
            Initializer LecunNormal LecunUniform Ones Orthogonal OrthogonalInitializer RandomNormal
            RandomUniform STFT STFTInitializer TruncatedNormal VarianceScaling Zeros constant deserialize
            get glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform ones
            orthogonal random_normal random_uniform serialize stft truncated_normal variance_scaling zeros
            """),
        "regularizers": set(
            """
            L1 L1L2 L2 OrthogonalRegularizer Regularizer deserialize get l1 l1_l2 l2
            orthogonal_regularizer serialize
            """),
        "constraints": set(
            """
            Constraint MaxNorm MinMaxNorm NonNeg UnitNorm deserialize get max_norm min_max_norm non_neg
            serialize unit_norm
            """),
        "activations": set(
            """
            celu deserialize elu exponential gelu get glu hard_shrink hard_sigmoid hard_silu hard_swish
            hard_tanh leaky_relu linear log_sigmoid log_softmax mish relu relu6 selu serialize sigmoid
            silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus
            swish tanh tanh_shrink threshold
            """),
    ]
}
