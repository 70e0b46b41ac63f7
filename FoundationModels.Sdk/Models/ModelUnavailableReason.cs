namespace FoundationModels;

/// <summary>Why a model cannot answer.</summary>
public enum ModelUnavailableReason
{
    /// <summary>No model was found where one is looked for.</summary>
    ModelNotFound,

    /// <summary>The model's files are damaged or not supported.</summary>
    ModelNotUsable,

    /// <summary>The model is being made ready, by an import or a download.</summary>
    ModelNotReady,

    /// <summary>The native inference runtime cannot be loaded.</summary>
    RuntimeMissing,

    /// <summary>The machine cannot run the model: too little memory, or a processor that the runtime does not support.</summary>
    DeviceNotEligible,
}
