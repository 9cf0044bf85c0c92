using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NumberingRules.Storage;

/// <summary>The shape that events have in journals.</summary>
internal static class JournalShape
{
    /// <summary>The settings of <see cref="JournalJson"/>, and what attributes cannot say of types of another assembly.</summary>
    internal static JsonSerializerOptions Canonical { get; } = new(JournalJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = JournalJson.Default.WithAddedModifier(Shape),
    };

    internal static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Canonical.GetTypeInfo(typeof(T));

    private static void Shape(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        for (var at = type.Properties.Count - 1; at >= 0; at--)
        {
            var property = type.Properties[at];
            var parameter = property.AssociatedParameter;
            if (property.Set is null && parameter is null)
            {
                // Derived from the others: the name.
                type.Properties.RemoveAt(at);
            }
            else if (property.PropertyType == typeof(Reason))
            {
                // It stands beside the body. Its place stays, for the constructor asks for it.
                property.ShouldSerialize = static (_, _) => false;
            }
            else
            {
                // The invoice comes from the base record, which the serializer would put last.
                property.Order = property.PropertyType == typeof(InvoiceId) ? -1 : 0;
                property.IsRequired = !(parameter?.IsNullable ?? property.IsSetNullable);
            }
        }
    }
}
