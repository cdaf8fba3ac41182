using System;
using Oriel.ProtocolGen.Schema;

namespace Oriel.ProtocolGen.Emit;

/// <summary>Chooses the C# type of every protocol type.</summary>
internal sealed class TypeMapper
{
    private readonly ProtocolSchema _schema;

    public TypeMapper(ProtocolSchema schema)
    {
        _schema = schema;
    }

    public CSharpType Map(TypeReference reference)
    {
        if (reference.Named is { } name)
        {
            return MapNamed(name);
        }

        if (reference.Item is { } item)
        {
            CSharpType element = Map(item);
            return new CSharpType(
                $"IReadOnlyList<{element.Name}>",
                $"CdpArray.Read(ref reader, static (ref CborReader reader) => {element.Read})",
                value => $"CdpArray.Write(ref writer, {value}, static (ref CborWriter writer, {element.Name} item) => {element.Write("item")})");
        }

        return MapPrimitive(reference.Primitive);
    }

    private CSharpType MapNamed(TypeName name)
    {
        if (name is { Domain: "Network", Id: "Headers" })
        {
            // Described as an object without members; it always is a map from text to text.
            return Writable("NetworkHeaders");
        }

        TypeSchema type = _schema.Type(name);
        return type.IsRecord ? Writable($"{Names.Domain(name.Domain)}.{name.Id}") : Map(type.Underlying);
    }

    private static CSharpType Writable(string name) => new(name, $"{name}.Read(ref reader)", value => $"{value}.Write(ref writer)");

    private static CSharpType MapPrimitive(string primitive) => primitive switch
    {
        "string" => new CSharpType("string", "reader.ReadString()", value => $"writer.WriteString({value})"),
        "integer" => new CSharpType("int", "reader.ReadInt32()", value => $"writer.WriteInt32({value})"),
        "number" => new CSharpType("double", "reader.ReadDouble()", value => $"writer.WriteDouble({value})"),
        "boolean" => new CSharpType("bool", "reader.ReadBoolean()", value => $"writer.WriteBoolean({value})"),
        "binary" => new CSharpType("ReadOnlyMemory<byte>", "reader.ReadBinary()", value => $"writer.WriteBinary({value}.Span)"),
        "any" or "object" => new CSharpType("CborValue", "reader.ReadValue()", value => $"writer.WriteEncoded({value}.Encoded)"),
        _ => throw new FormatException($"The protocol uses the type '{primitive}', which the generator does not know."),
    };
}
