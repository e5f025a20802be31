package shopstream;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFs;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FsServerDefaults;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.local.LocalConfigKeys;
import org.apache.hadoop.fs.permission.FsPermission;

/** Hadoop's local file system without its child processes: it starts chmod and readlink for nearly every file. */
public class Files {
    public static class Raw extends RawLocalFileSystem {
        public void setPermission(Path path, FsPermission permission) throws IOException {
            java.nio.file.Path file = pathToFile(path).toPath();
            java.nio.file.Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permission.toString().substring(0, 9).replace('t', 'x').replace('T', '-')));
        }

        public FileStatus getFileLinkStatus(Path path) throws IOException {
            return java.nio.file.Files.isSymbolicLink(pathToFile(path).toPath()) ? super.getFileLinkStatus(path) : getFileStatus(path);
        }
    }

    /** For fs.file.impl. */
    public static class Checked extends LocalFileSystem {
        public Checked() {
            super(new Raw());
        }
    }

    /** For fs.AbstractFileSystem.file.impl. */
    public static class CheckedContext extends ChecksumFs {
        public CheckedContext(URI uri, Configuration configuration) throws Exception {
            super(new RawContext(configuration));
        }
    }

    static class RawContext extends DelegateToFileSystem {
        RawContext(Configuration configuration) throws Exception {
            super(URI.create("file:///"), new Raw(), configuration, "file", false);
        }

        public int getUriDefaultPort() {
            return -1;
        }

        public FsServerDefaults getServerDefaults(Path path) throws IOException {
            return LocalConfigKeys.getServerDefaults();
        }

        public boolean isValidName(String name) {
            return true;
        }
    }
}
