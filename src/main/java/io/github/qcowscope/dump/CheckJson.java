package io.github.qcowscope.dump;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.qcowscope.bytes.Bits;
import io.github.qcowscope.check.CheckResult;
import io.github.qcowscope.check.Finding;
import io.github.qcowscope.qcow2.Qcow2Image;
import io.github.qcowscope.qcow2.bitmap.Bitmap;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A check for programs; see {@link CheckWriter}. */
final class CheckJson implements CheckWriter.Layout {

    private final JsonGenerator json;

    CheckJson(String filename, OutputStream out) throws IOException {
        json = Json.on(out, new LinePerNode("findings"));
        json.writeStartObject();
        json.writeStringField("filename", filename);
        json.writeStringField("format", "qcow2");
        json.writeArrayFieldStart("findings");
    }

    @Override
    public void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("severity", finding.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("rule", finding.rule());
        json.writeStringField("path", finding.nodePath());
        json.writeNumberField("offset", finding.where().range().offset());
        json.writeNumberField("size", finding.where().range().length());
        json.writeFieldName("bits");
        Bits bits = finding.where().bits();
        if (bits == null) {
            json.writeNull();
        } else {
            json.writeStartObject();
            json.writeNumberField("low", bits.lo());
            json.writeNumberField("high", bits.hi());
            json.writeEndObject();
        }
        json.writeStringField("message", finding.message());
        json.writeStringField("section", finding.section());
        textOrNull("qemuMessage", finding.qemuMessage());
        json.writeBooleanField("qemuRefuses", finding.refuses());
        json.writeStringField("remedy", finding.remedy());
        json.writeEndObject();
    }

    @Override
    public void result(Qcow2Image image, CheckResult result) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("bitmaps");
        for (int i = 0; i < result.bitmaps().size(); i++) {
            bitmap(image.bitmaps().orElseThrow().get(i), result.bitmaps().get(i));
        }
        json.writeEndArray();
        textOrNull("qemuRefuses", result.refusal().map(Finding::qemuMessage).orElse(""));
        json.writeBooleanField("qemuGivesUp", result.givesUp());
        json.writeNumberField(
                "check-errors", result.checked() ? result.checkErrors() : Math.max(1, result.checkErrors()));
        unlessZero("corruptions", result.corruptions());
        unlessZero("leaks", result.leaks());
        unlessZero("image-end-offset", result.imageEndOffset());
        unlessZero("total-clusters", result.totalClusters());
        unlessZero("allocated-clusters", result.allocatedClusters());
        unlessZero("fragmented-clusters", result.fragmentedClusters());
        unlessZero("compressed-clusters", result.compressedClusters());
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void bitmap(Bitmap bitmap, Bitmap.Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", bitmap.name());
        json.writeStringField("path", "bitmaps/" + bitmap.key());
        json.writeArrayFieldStart("flags");
        for (String flag : bitmap.flagNames()) {
            json.writeString(flag);
        }
        json.writeEndArray();
        json.writeStringField("verdict", verdict.label());
        json.writeEndObject();
    }

    private void textOrNull(String key, String text) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(key);
        } else {
            json.writeStringField(key, text);
        }
    }

    private void unlessZero(String key, long number) throws IOException {
        if (number != 0) {
            json.writeNumberField(key, number);
        }
    }
}
